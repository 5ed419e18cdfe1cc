"""The table that `make backups` prints."""

from dataclasses import replace

from toponaut_backup.backup_table import backup_table
from toponaut_backup.tests.factories import stored_backup


def test_one_line_per_backup() -> None:
    header, first, second = backup_table([stored_backup(1), stored_backup(0, verified=False)]).splitlines()
    assert header.split() == ["name", "size", "rows", "plays", "took", "verified", "release"]
    assert first.split() == [
        "production-20261102T031700Z-daily", "5.0", "MB", "1,100", "100", "9", "s", "yes", "v1.2.0",
    ]  # fmt: skip
    assert second.split()[7:] == ["no", "v1.2.0", "restored"]


def test_notes_are_in_the_last_column() -> None:
    backup = stored_backup(0, complete=False)
    manifest = replace(backup.manifest, encrypted_to="age1x", warnings=["only 1 play"])
    assert backup_table([replace(backup, manifest=manifest)]).splitlines()[1].endswith("encrypted; only 1 play")
    assert "archive missing" in backup_table([backup])
