"""A flood costs little and fills nothing: the same error is thinned out, different ones are held to a budget."""

import time
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from reports.recording import MOST_A_MINUTE, thinned
from reports.tests.cast import an_error, lines, send


def test_of_the_same_error_ever_fewer_are_written_and_they_add_up(folder: Path) -> None:
    for _ in range(70):
        send(an_error())
    counts = [line["count"] for line in lines(folder)]
    assert counts == [1, 1, 2, 4, 8, 16, 32]
    assert sum(counts) == 64
    assert len({line["fingerprint"] for line in lines(folder)}) == 1


def test_the_lines_stand_for_all_up_to_the_last_written() -> None:
    written = [(number, thinned(number)) for number in range(1, 1025) if thinned(number)]
    assert [number for number, _ in written] == [2**power for power in range(11)]
    assert sum(stands_for for _, stands_for in written) == 1024


def test_different_errors_are_held_to_a_budget_and_answered_all_the_same(folder: Path) -> None:
    started = time.monotonic()
    statuses = {send(an_error(message=f"made up {number}")).status_code for number in range(MOST_A_MINUTE + 80)}
    print(f"{(time.monotonic() - started) / (MOST_A_MINUTE + 80) * 1000:.2f} ms for each of a flood")
    assert statuses == {204}
    assert len(lines(folder)) == MOST_A_MINUTE


def test_where_the_cache_is_away_each_process_counts_for_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: Any, **__: Any) -> None:
        """As django-redis answers when Redis is away."""

    monkeypatch.setattr(cache, "add", nothing)
    monkeypatch.setattr(cache, "incr", nothing)
    for number in range(MOST_A_MINUTE + 50):
        assert send(an_error(message=f"made up {number}")).status_code == 204
    assert 0 < len(lines(folder)) <= MOST_A_MINUTE
