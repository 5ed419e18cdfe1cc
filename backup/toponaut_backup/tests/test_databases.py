"""Names of the databases beside the live one."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from toponaut_backup.databases import creation_time, timestamped_name
from toponaut_backup.errors import DatabaseError

AT = datetime(2026, 11, 24, 3, 17, tzinfo=UTC)
BACKUP_FOLDER = Path(__file__).parent.parent.parent

PRINT_LONG_NAME = """
from datetime import UTC, datetime
from toponaut_backup.databases import timestamped_name
from toponaut_backup.errors import DatabaseError
try:
    print(timestamped_name("x" * 40, "verify", datetime.now(UTC)))
except DatabaseError as error:
    print("refused:", error)
"""


def test_name_holds_purpose_and_creation_time() -> None:
    name = timestamped_name("toponaut", "restore", AT)
    assert name == "toponaut_restore_20261124t031700z"
    assert creation_time(name, "toponaut", "restore", "before") == AT
    assert creation_time(name, "toponaut", "verify") is None


def test_name_that_postgresql_would_cut_is_refused() -> None:
    assert len(timestamped_name("x" * 39, "verify", AT)) == 63
    with pytest.raises(DatabaseError, match="shorten PGDATABASE"):
        timestamped_name("x" * 40, "verify", AT)


def test_long_name_is_refused_in_optimized_mode() -> None:
    """The image sets PYTHONOPTIMIZE=2, which removes asserts."""
    command = [sys.executable, "-OO", "-c", PRINT_LONG_NAME]
    environ = {"PYTHONPATH": f"{BACKUP_FOLDER}:{BACKUP_FOLDER.parent / 'services' / 'sidecar'}"}
    run = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    assert run.stdout.startswith("refused: the database name xxx")
