"""Both images install the shared files where the code expects them."""

from pathlib import Path

import pytest

from toponaut_sidecar.page_cache import DROP_PAGE_CACHE_PROGRAM
from toponaut_sidecar.tests.running_loop import SIDECAR_FOLDER, SLEEP_LOOP

ROOT = SIDECAR_FOLDER.parent.parent


@pytest.mark.parametrize("sidecar", ["backup", "monitor"])
def test_dockerfile_installs_the_shared_files(sidecar: str) -> None:
    lines = (ROOT / sidecar / "Dockerfile").read_text().splitlines()
    copies = [line.split() for line in lines if line.startswith("COPY ") and "services/sidecar/" in line]
    installed = {words[-2].removeprefix("services/sidecar/"): Path(words[-1]) for words in copies}
    assert installed == {
        "toponaut_sidecar": Path("/app/toponaut_sidecar"),
        "drop_page_cache.sh": DROP_PAGE_CACHE_PROGRAM,
        "sleep_loop.sh": Path(SLEEP_LOOP),
    }
    assert [name for name in installed if not (SIDECAR_FOLDER / name).exists()] == []
    assert f". {SLEEP_LOOP}\n" in (ROOT / sidecar / "start.sh").read_text()
