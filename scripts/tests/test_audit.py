"""`make audit`: a table of what is known, the names of what was not audited, and exit status 0 in every case."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.dev import audit
from scripts.tests.fake_machine import ROOT

PYTHON_REPORT = {
    "dependencies": [
        {"name": "django", "version": "5.2.1", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["5.2.9", "6.0.1"]}]},
        {"name": "gunicorn", "version": "27.0.0", "vulns": []},
    ]
}
PARTLY_AUDITED = {"dependencies": [*PYTHON_REPORT["dependencies"], {"name": "our-own", "skip_reason": "not on PyPI"}]}
NPM_REPORT = {
    "vulnerabilities": {
        "left": {"via": ["right"], "range": "*", "fixAvailable": True},
        "right": {
            "via": [{"range": "<1.0.2", "url": "https://github.com/advisories/GHSA-x"}],
            "fixAvailable": {"name": "left", "version": "2.0.0"},
        },
    }
}
UNREACHABLE = "http://127.0.0.1:9"


def run_audit(
    monkeypatch: pytest.MonkeyPatch, lock_file: str, report: object
) -> tuple[list[audit.Finding], dict[str, str]]:
    monkeypatch.setattr(audit, "json_of", lambda command, folder: report)
    return audit.audit([lock_file])


def test_known_vulnerabilities_are_listed_with_the_versions_that_mend_them(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = audit.Finding("django", "5.2.1", "PYSEC-2026-1", "5.2.9, 6.0.1", "web.txt")
    assert run_audit(monkeypatch, "web.txt", PYTHON_REPORT) == ([expected], {})


def test_vulnerability_of_npm_is_listed_once_at_the_package_that_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = audit.Finding("right", "<1.0.2", "GHSA-x", "left 2.0.0", "package-lock.json")
    assert run_audit(monkeypatch, "package-lock.json", NPM_REPORT) == ([expected], {})


def test_packages_that_nobody_knows_are_not_taken_for_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    findings, not_audited = run_audit(monkeypatch, "web.txt", PARTLY_AUDITED)
    assert [finding.package for finding in findings] == ["django"]
    assert not_audited == {"web.txt": "1 of 3 packages: not on PyPI"}


def test_error_of_the_registry_is_not_taken_for_a_clean_report(monkeypatch: pytest.MonkeyPatch) -> None:
    _, not_audited = run_audit(monkeypatch, "package-lock.json", {"message": "405 Method Not Allowed", "error": {}})
    assert not_audited == {"package-lock.json": "405 Method Not Allowed"}


@pytest.mark.slow
def test_unreachable_services_are_named_and_fail_nothing(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text(
        json.dumps({"name": "x", "version": "1.0.0", "dependencies": {"a": "1.0.0"}})
    )
    packages = {
        "": {"name": "x", "version": "1.0.0", "dependencies": {"a": "1.0.0"}},
        "node_modules/a": {"version": "1.0.0"},
    }
    (tmp_path / "package-lock.json").write_text(json.dumps({"name": "x", "lockfileVersion": 3, "packages": packages}))
    offline = {"HTTPS_PROXY": UNREACHABLE, "npm_config_registry": UNREACHABLE, "npm_config_fetch_retries": "0"}
    run = subprocess.run(
        [
            sys.executable,
            ROOT / "scripts/dev/audit.py",
            "monitor/requirements.txt",
            str(tmp_path / "package-lock.json"),
        ],
        cwd=ROOT,
        env=os.environ | offline,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    first, python, npm = run.stdout.splitlines()
    assert first == "0 known vulnerabilities in 2 lock files."
    assert python.startswith("NOT AUDITED: monitor/requirements.txt: ")
    assert npm.startswith(f"NOT AUDITED: {tmp_path}/package-lock.json: ")
    assert "127.0.0.1" in python
    assert "127.0.0.1" in npm


def test_table_has_a_column_for_each_fact(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "json_of", lambda command, folder: PYTHON_REPORT)
    monkeypatch.setattr(sys, "argv", ["audit.py", "web.txt"])
    audit.main()
    assert capsys.readouterr().out.splitlines() == [
        "package  version  vulnerability  fixed in      lock file",
        "django   5.2.1    PYSEC-2026-1   5.2.9, 6.0.1  web.txt",
        "1 known vulnerability in 1 lock file.",
    ]
