"""`audit.py LOCK_FILE…`: a table of the known vulnerabilities of locked packages.

pip-audit asks PyPI, and `npm audit` npm's registry. Findings are a report, not a failure: an advisory that is published
overnight must not stop a release that mends something else. What could not be asked is named, because silence would
look like safety.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

HEADS = ("package", "version", "vulnerability", "fixed in", "lock file")


class NotAudited(Exception):
    """Some packages of a lock file, or all, were not audited; the reason in words."""


class Finding(NamedTuple):
    package: str
    version: str
    vulnerability: str
    fixed_in: str
    lock_file: str


def json_of(command: list[str], folder: Path) -> dict[str, Any]:
    """What the command prints; both tools have exit status 1 for findings and for failures."""
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    try:
        found: dict[str, Any] = json.loads(run.stdout)
    except ValueError:
        raise NotAudited((run.stderr.strip() or "no output").splitlines()[-1]) from None
    return found


def python_findings(lock_file: str) -> Iterator[Finding]:
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    packages = json_of([*command, "--requirement", lock_file], Path())["dependencies"]
    for package in packages:
        for found in package.get("vulns", []):
            fixed_in = ", ".join(found["fix_versions"])
            yield Finding(package["name"], package["version"], found["id"], fixed_in, lock_file)
    if skipped := [package["skip_reason"] for package in packages if "skip_reason" in package]:
        raise NotAudited(f"{len(skipped)} of {len(packages)} packages: {skipped[0]}")


def npm_findings(lock_file: str) -> Iterator[Finding]:
    report = json_of(["npm", "audit", "--package-lock-only", "--json"], Path(lock_file).parent)
    if "vulnerabilities" not in report:
        raise NotAudited(str(report.get("message") or report.get("error")))
    for name, package in report["vulnerabilities"].items():
        fix = package["fixAvailable"]
        fixed_in = f"{fix['name']} {fix['version']}" if isinstance(fix, dict) else "newer" if fix else ""
        for found in package["via"]:
            if isinstance(found, dict):  # otherwise the name of the package below that has the vulnerability
                yield Finding(name, found["range"], found["url"].rpartition("/")[2], fixed_in, lock_file)


def audit(lock_files: list[str]) -> tuple[list[Finding], dict[str, str]]:
    """What is known, and which lock files were not audited, or not wholly, and why."""
    findings, not_audited = list[Finding](), dict[str, str]()
    for lock_file in lock_files:
        search = npm_findings if lock_file.endswith(".json") else python_findings
        try:
            findings.extend(search(lock_file))
        except NotAudited as problem:
            not_audited[lock_file] = str(problem)
    return findings, not_audited


def table(rows: list[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def counted(number: int, one: str, many: str) -> str:
    """The number with the noun that fits it."""
    return f"{number} {one if number == 1 else many}"


def main() -> None:
    lock_files = sys.argv[1:]
    findings, not_audited = audit(lock_files)
    if findings:
        print(table([HEADS, *findings]))
    print(
        f"{counted(len(findings), 'known vulnerability', 'known vulnerabilities')} in "
        f"{counted(len(lock_files), 'lock file', 'lock files')}."
    )
    for lock_file, problem in not_audited.items():
        print(f"NOT AUDITED: {lock_file}: {problem}")


if __name__ == "__main__":
    main()
