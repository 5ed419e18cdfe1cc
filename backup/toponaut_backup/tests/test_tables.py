"""The table that `make backups` prints."""

from dataclasses import replace

from toponaut_backup.tables import table
from toponaut_backup.tests.cast import kept


def test_a_line_for_each_backup() -> None:
    head, first, second = table([kept(1), kept(0, verified=False)]).splitlines()
    assert head.split() == ["name", "size", "rows", "plays", "took", "verified", "release"]
    assert first.split() == [
        "production-20261102T031700Z-daily", "5.0", "MB", "1,100", "100", "9", "s", "yes", "v1.2.0",
    ]  # fmt: skip
    assert second.split()[7:] == ["no", "v1.2.0", "restored"]


def test_what_is_worth_a_word_stands_at_the_end() -> None:
    one = kept(0, whole=False)
    found = replace(one.manifest, encrypted_to="age1x", warnings=["only 1 plays"])
    assert table([replace(one, manifest=found)]).splitlines()[1].endswith("encrypted; only 1 plays")
    assert "archive missing" in table([one])
