"""The list of all places: its orders, its headings, and no text of anybody's that becomes HTML."""

from plays.pages.place_entries import Entry
from plays.pages.place_list import BLOCK, Order, html_of, lines_of
from plays.pages.tests.page_text import words
from plays.schemas import PlaceStatus
from quizzes.catalogue import BRACKETS
from quizzes.models import Quiz

QUIZ = Quiz(
    slug="xx",
    kind="continent",
    regions=[{"code": "PL", "name": "Poland"}, {"code": "UA", "name": "Ukraine"}],
    brackets=[{"min": smallest} for smallest in BRACKETS],
)


def entry(name: str, population: int, area: str = "PL", where: str = "", status: PlaceStatus = "counted") -> Entry:
    return Entry(len(name), name, where, area, population, status)


LVIV = entry("Lviv", 717_273, "UA", "Ukraine")
LODZ = entry("Łódź", 639_890, "PL", "Łódź Voivodeship, Poland")
ARNEM = entry("'s-Heerenberg", 0, "NL", "Gelderland, NL", "elsewhere")
ALL = [LVIV, ARNEM, LODZ]


def listed(order: Order) -> list[tuple[str, str]]:
    return [(line.heading.replace("\u202f", " "), line.entry.name) for line in lines_of(ALL, order, QUIZ)]


def test_by_name_whatever_the_accents_under_each_letter() -> None:
    assert listed("name") == [("L", "Łódź"), ("L", "Lviv"), ("S", "'s-Heerenberg")]


def test_by_size_under_each_bracket() -> None:
    assert listed("size") == [("≥ 500 k", "Lviv"), ("≥ 500 k", "Łódź"), ("< 1 k", "'s-Heerenberg")]


def test_by_area_with_what_is_elsewhere_at_the_end() -> None:
    assert listed("area") == [("Poland", "Łódź"), ("Ukraine", "Lviv"), ("Other places", "'s-Heerenberg")]


def test_in_the_order_of_naming() -> None:
    assert listed("named") == [("", "Lviv"), ("", "'s-Heerenberg"), ("", "Łódź")]
    assert words(html_of(lines_of(ALL, "named", QUIZ), first=1_001)).startswith("1,001 Lviv Ukraine 717,273 1,002 's-H")


def test_a_line_says_where_how_many_and_what_became_of_it() -> None:
    text = words(html_of(lines_of(ALL, "name", QUIZ)))
    assert text == (
        "L Łódź Łódź Voivodeship, Poland 639,890 Lviv Ukraine 717,273"
        " S 's-Heerenberg Gelderland, NL no longer in this quiz not known"
    )


def test_what_a_heading_says_is_not_said_in_each_line() -> None:
    text = words(html_of(lines_of(ALL, "area", QUIZ)))
    assert text.startswith("Poland Łódź Łódź Voivodeship 639,890 Ukraine Lviv 717,273")


def test_a_long_list_comes_in_blocks_and_a_heading_once() -> None:
    many = [entry(f"A{i}", 5) for i in range(1_000)]
    html = html_of(lines_of(many, "name", QUIZ))
    assert html.count('<div class="block">') == -(-1_000 // BLOCK) > 1
    assert html.count("<li>") == 1_000
    assert html.count("<h3>") == 1


def test_numbers_go_on_from_block_to_block() -> None:
    many = [entry(f"A{i}", 5) for i in range(BLOCK + 1)]
    html = html_of(lines_of(many, "named", QUIZ), first=25_001)
    assert f"<small>{25_001 + BLOCK:,}</small>" in html


def test_a_name_is_text() -> None:
    html = html_of(lines_of([entry("<b>&", 1, where='"><script>')], "name", QUIZ))
    assert "<script" not in html
    assert "&lt;b&gt;&amp;" in html
