"""Each library can be sourced alone, from any folder, and more than once."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LIBRARIES = sorted(path.relative_to(ROOT) for path in ROOT.glob("scripts/**/lib/*.sh"))


def contents(library: Path) -> list[str]:
    """The functions that the library's header lists."""
    header = (ROOT / library).read_text().split("\n\n")[0].replace("\n#", "")
    listed = re.search(r"Contents: (.*)", header)
    assert listed, f"{library} lists no contents"
    return listed[1].split(", ")


def source(folder: Path, program: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", program, "-", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_folders_of_libraries_are_found() -> None:
    assert {str(path.parent) for path in LIBRARIES} >= {"scripts/lib", "scripts/dev/lib"}


@pytest.mark.parametrize("library", LIBRARIES, ids=str)
def test_sourced_alone_it_defines_what_it_lists(library: Path, tmp_path: Path) -> None:
    run = source(tmp_path, 'source "$1"; declare -F "${@:2}"', str(ROOT / library), *contents(library))
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.split() == contents(library)


@pytest.mark.parametrize("library", LIBRARIES, ids=str)
def test_sourced_twice_it_runs_once(library: Path, tmp_path: Path) -> None:
    """Variables and functions that the script has changed in between stay changed."""
    program = """source "$1"; before=$(declare -p | grep -v '^declare -. _='); say() { echo changed; }; source "$1"; say
    [ "$before" = "$(declare -p | grep -v -e '^declare -. _=' -e '^declare -- before=')" ]"""
    run = source(tmp_path, program, str(ROOT / library))
    assert (run.returncode, run.stdout, run.stderr) == (0, "changed\n", "")


def test_guards_have_names_of_their_own() -> None:
    guards = [re.findall(r"^(\w+)=sourced$", (ROOT / path).read_text(), re.MULTILINE) for path in LIBRARIES]
    assert [guard for guard in guards if len(guard) != 1] == []
    assert len({guard[0] for guard in guards}) == len(LIBRARIES)
