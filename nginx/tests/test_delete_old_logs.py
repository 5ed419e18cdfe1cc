"""delete_old_logs.sh: which access logs it deletes, and when it looks again."""

import os
import subprocess
import time
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "delete_old_logs.sh"
MAX_MB = 20
DAY = 24 * 3600


def log_file(folder: Path, hour: str, mb: int) -> Path:
    file = folder / f"access-{hour}.jsonl"
    file.write_bytes(os.urandom(1024) * 1024 * mb)
    return file


def check(folder: Path, max_mb: int = MAX_MB) -> tuple[float, str]:
    """Run one check. Returns the seconds until the next one, and what was written to standard error."""
    folders = {"ACCESS_LOG_DIR": str(folder), "OFFENCES_LOG_DIR": str(folder)}
    environ = os.environ | folders | {"ACCESS_LOG_MB": str(max_mb)}
    run = subprocess.run(["bash", str(SCRIPT), "--once"], env=environ, capture_output=True, text=True, check=True)
    return float(run.stdout), run.stderr


def test_logs_within_the_budget_stay(tmp_path: Path) -> None:
    files = [log_file(tmp_path, f"2026-11-01T0{hour}", 5) for hour in range(3)]
    _, errors = check(tmp_path)
    assert [file.exists() for file in files] == [True] * 3
    assert errors == ""


def test_logs_of_more_than_14_days_are_deleted(tmp_path: Path) -> None:
    old, recent = log_file(tmp_path, "2026-11-01T00", 1), log_file(tmp_path, "2026-11-02T00", 1)
    for file, days in ((old, 14.1), (recent, 13.9)):
        os.utime(file, (time.time() - days * DAY,) * 2)
    check(tmp_path)
    assert (old.exists(), recent.exists()) == (False, True)


def test_the_oldest_logs_make_room_before_the_budget_is_reached(tmp_path: Path) -> None:
    files = [log_file(tmp_path, f"2026-11-01T{hour:02}", 3) for hour in range(6)]  # nine tenths
    check(tmp_path)
    assert [file.exists() for file in files] == [False, False, True, True, True, True]


def test_the_log_being_written_is_emptied_if_it_alone_is_too_large(tmp_path: Path) -> None:
    """nginx holds it open, so deleting it would free nothing."""
    old, current = log_file(tmp_path, "2026-11-01T00", 1), log_file(tmp_path, "2026-11-01T01", MAX_MB)
    with current.open("ab") as nginx:
        _, errors = check(tmp_path)
        nginx.write(b"{}\n")
    assert not old.exists()
    assert current.read_bytes() == b"{}\n"
    assert errors == "nginx: the log of this hour alone reached ACCESS_LOG_MB=20 and was emptied\n"


def test_a_deleted_log_that_is_still_open_frees_its_space(tmp_path: Path) -> None:
    old = log_file(tmp_path, "2026-11-01T00", MAX_MB)
    log_file(tmp_path, "2026-11-01T01", 1)
    with old.open("ab") as nginx:
        check(tmp_path)
        assert os.fstat(nginx.fileno()).st_blocks == 0


@pytest.mark.parametrize(("mb_used", "seconds"), [(1, 20.47), (8, 20.4), (15, 20.33)])
def test_the_next_check_comes_sooner_if_less_room_is_left(tmp_path: Path, mb_used: int, seconds: float) -> None:
    log_file(tmp_path, "2026-11-01T00", mb_used)
    assert check(tmp_path, max_mb=2048)[0] == pytest.approx(seconds, abs=0.03)


def test_checks_go_on_when_other_files_have_used_up_the_budget(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(os.urandom(1024) * 1024 * (MAX_MB + 5))
    assert check(tmp_path)[0] == 0.5


def test_logs_of_offences_are_emptied_each_hour_and_above_a_megabyte(tmp_path: Path) -> None:
    large, small = tmp_path / "scanner.log", tmp_path / "sign_in.log"
    emptied = tmp_path / ".emptied"
    emptied.touch()
    large.write_bytes(b"x" * (2**20 + 1))
    small.write_bytes(b"x" * 1000)
    check(tmp_path)
    assert (large.stat().st_size, small.stat().st_size) == (0, 1000)
    os.utime(emptied, (time.time() - 3700,) * 2)
    check(tmp_path)
    assert small.stat().st_size == 0
    assert time.time() - emptied.stat().st_mtime < 60


def test_logs_of_offences_are_emptied_at_the_first_check(tmp_path: Path) -> None:
    (tmp_path / "sign_in.log").write_bytes(b"x" * 1000)
    check(tmp_path)
    assert (tmp_path / "sign_in.log").stat().st_size == 0
