"""Numbers, times and quiz titles are written as in the browser."""

from datetime import timedelta

import pytest

from plays.pages import formatting

NARROW = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(0, 9, "0 %"), (1, 0, "0 %"), (1, 9999, "< 0.1 %"), (1, 8, "12.5 %"), (9999, 10_000, "99.9 %"), (9, 9, "100 %")],
)
def test_only_nothing_is_0_percent_and_only_everything_is_100_percent(part: int, whole: int, text: str) -> None:
    assert formatting.percent(part, whole).replace(NARROW, " ") == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0.5, "less than a minute"), (34, "34 min"), (134, "2 h 14 min"), (47 * 60, "47 h"), (72 * 60, "3 days")],
)
def test_a_duration_has_two_units_at_most(minutes: float, text: str) -> None:
    assert formatting.duration(timedelta(minutes=minutes)).replace(NARROW, " ") == text


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Europe", "Europe"),
        ("The world", "the world"),
        ("The Netherlands", "the Netherlands"),
        ("United States", "the United States"),
        ("Isle of Man", "the Isle of Man"),
        ("Faroe Islands", "the Faroe Islands"),
        ("Republic of the Congo", "the Republic of the Congo"),
        ("Philippines", "the Philippines"),
        ("Unity", "Unity"),
    ],
)
def test_a_title_within_a_sentence_has_its_article(title: str, text: str) -> None:
    assert formatting.title_in_sentence(title) == text


@pytest.mark.parametrize(("n", "text"), [(999, "999"), (5_000, "5 k"), (717_273, "717 k"), (1_500_000, "1.5 M")])
def test_a_short_number_has_three_digits_at_most(n: int, text: str) -> None:
    assert formatting.short_number(n).replace(NARROW, " ") == text


def test_the_singular_of_a_noun_for_areas() -> None:
    assert [formatting.singular(nouns) for nouns in ("countries", "states and D.C.", "oblasts")] == [
        "country", "state", "oblast",
    ]  # fmt: skip
