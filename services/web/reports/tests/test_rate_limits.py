"""A flood of reports costs little: repeats of an error are sampled, different errors have a limit per minute."""

import time
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from reports.client_errors import MAX_PER_MINUTE, occurrences_represented
from reports.tests.client import error_report, send_report, written_lines


def test_repeats_of_an_error_are_sampled_and_their_counts_add_up(folder: Path) -> None:
    for _ in range(70):
        send_report(error_report())
    counts = [line["count"] for line in written_lines(folder)]
    assert counts == [1, 1, 2, 4, 8, 16, 32]
    assert sum(counts) == 64
    assert len({line["fingerprint"] for line in written_lines(folder)}) == 1


def test_written_lines_represent_all_occurrences_up_to_the_last() -> None:
    written = [
        (number, occurrences_represented(number)) for number in range(1, 1025) if occurrences_represented(number)
    ]
    assert [number for number, _ in written] == [2**power for power in range(11)]
    assert sum(count for _, count in written) == 1024


def test_different_errors_are_limited_per_minute_and_still_get_204(folder: Path) -> None:
    started = time.monotonic()
    statuses = {
        send_report(error_report(message=f"made up {number}")).status_code for number in range(MAX_PER_MINUTE + 80)
    }
    print(f"{(time.monotonic() - started) / (MAX_PER_MINUTE + 80) * 1000:.2f} ms for each report of a flood")
    assert statuses == {204}
    assert len(written_lines(folder)) == MAX_PER_MINUTE


def test_without_the_cache_each_process_counts_on_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable(*_: Any, **__: Any) -> None:
        """Returns None, as django-redis does without Redis."""

    monkeypatch.setattr(cache, "add", unavailable)
    monkeypatch.setattr(cache, "incr", unavailable)
    for number in range(MAX_PER_MINUTE + 50):
        assert send_report(error_report(message=f"made up {number}")).status_code == 204
    assert 0 < len(written_lines(folder)) <= MAX_PER_MINUTE
