"""Titles are broken into lines after spaces and hyphens."""

import pytest

from plays.map_image.line_breaks import break_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Europe", ["Europe"]),
        ("United States", ["United", "States"]),
        ("Saint Vincent and the Grenadines", ["Saint", "Vincent and", "the", "Grenadines"]),
        ("Provence-Alpes-Côte d'Azur", ["Provence-", "Alpes-Côte", "d'Azur"]),
        ("Mecklenburg-Vorpommern", ["Mecklenburg-", "Vorpommern"]),
    ],
)
def test_a_title_breaks_after_spaces_and_hyphens(title: str, lines: list[str]) -> None:
    assert break_lines(title, 11, len) == lines
