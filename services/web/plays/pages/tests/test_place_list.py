"""The list of places as HTML: its orders, headings and blocks, and the escaping of names."""

from plays.pages.place_entries import PlaceEntry, area_names
from plays.pages.place_list import LINES_PER_BLOCK, ListLine, list_lines, render_lines
from plays.pages.place_order import Order, sorted_places
from plays.pages.tests.page_text import visible_text
from plays.schemas import PlaceStatus
from quizzes.catalogue import BRACKETS
from quizzes.models import Quiz

QUIZ = Quiz(
    slug="xx",
    kind="continent",
    regions=[{"code": "PL", "name": "Poland"}, {"code": "UA", "name": "Ukraine"}],
    brackets=[{"min": smallest} for smallest in BRACKETS],
)


def entry(
    name: str, population: int, area: str = "PL", location: str = "", status: PlaceStatus = "counted"
) -> PlaceEntry:
    return PlaceEntry(len(name), name, location, area, population, status)


LVIV = entry("Lviv", 717_273, "UA", "Ukraine")
LODZ = entry("Łódź", 639_890, "PL", "Łódź Voivodeship, Poland")
HEERENBERG = entry("'s-Heerenberg", 0, "NL", "Gelderland, NL", "elsewhere")
ALL = [LVIV, HEERENBERG, LODZ]


def sorted_lines(entries: list[PlaceEntry], order: Order) -> list[ListLine]:
    return list_lines(sorted_places(entries, order, area_names(QUIZ)), order, QUIZ)


def headings_and_names(order: Order) -> list[tuple[str, str]]:
    return [(line.heading.replace("\u202f", " "), line.entry.name) for line in sorted_lines(ALL, order)]


def test_order_by_name_ignores_accents_and_has_a_heading_for_each_letter() -> None:
    assert headings_and_names("name") == [("L", "Łódź"), ("L", "Lviv"), ("S", "'s-Heerenberg")]


def test_order_by_size_has_a_heading_for_each_bracket() -> None:
    assert headings_and_names("size") == [("≥ 500 k", "Lviv"), ("≥ 500 k", "Łódź"), ("< 1 k", "'s-Heerenberg")]


def test_order_by_area_has_other_places_at_the_end() -> None:
    assert headings_and_names("area") == [("Poland", "Łódź"), ("Ukraine", "Lviv"), ("Other places", "'s-Heerenberg")]


def test_the_order_of_naming_is_numbered() -> None:
    assert headings_and_names("named") == [("", "Lviv"), ("", "'s-Heerenberg"), ("", "Łódź")]
    text = visible_text(render_lines(sorted_lines(ALL, "named"), first_number=1_001))
    assert text.startswith("1,001 Lviv Ukraine 717,273 1,002 's-H")


def test_a_line_has_the_location_the_population_and_the_status() -> None:
    text = visible_text(render_lines(sorted_lines(ALL, "name")))
    assert text == (
        "L Łódź Łódź Voivodeship, Poland 639,890 Lviv Ukraine 717,273"
        " S 's-Heerenberg Gelderland, NL no longer in this quiz not known"
    )


def test_a_line_does_not_repeat_its_heading() -> None:
    text = visible_text(render_lines(sorted_lines(ALL, "area")))
    assert text.startswith("Poland Łódź Łódź Voivodeship 639,890 Ukraine Lviv 717,273")


def test_a_long_list_has_blocks_and_its_heading_only_once() -> None:
    many = [entry(f"A{i}", 5) for i in range(1_000)]
    html = render_lines(sorted_lines(many, "name"))
    assert html.count('<div class="block">') == -(-1_000 // LINES_PER_BLOCK) > 1
    assert html.count("<li>") == 1_000
    assert html.count("<h3>") == 1


def test_numbers_continue_from_block_to_block() -> None:
    many = [entry(f"A{i}", 5) for i in range(LINES_PER_BLOCK + 1)]
    html = render_lines(sorted_lines(many, "named"), first_number=25_001)
    assert f"<small>{25_001 + LINES_PER_BLOCK:,}</small>" in html


def test_names_are_escaped() -> None:
    html = render_lines(sorted_lines([entry("<b>&", 1, location='"><script>')], "name"))
    assert "<script" not in html
    assert "&lt;b&gt;&amp;" in html
