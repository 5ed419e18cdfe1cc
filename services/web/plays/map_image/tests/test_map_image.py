"""The picture: what lies where on it, and what it is without a file that it needs."""

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from config.tests.fresh_process import run_python
from plays.map_image import draw
from plays.map_image.palette import CONTEXT, DOT, LAND, PAPER
from plays.map_image.tests.factories import place, sheet
from plays.played_places import PlayedPlace
from plays.scoring import Score
from quizzes.models import Quiz

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lettered")]

PARIS = place(1, "Paris", lon=2.3488, lat=48.8534, population=2_138_551)
MAP = (369, 29, 802, 572)  # the map within its frame: left, top, width, height


def picture(slug: str, *places: PlayedPlace, score: Score | None = None) -> Image.Image:
    quiz = Quiz.objects.get(slug=slug)
    named = score or Score(len(places), sum(each.population for each in places))
    return opened(draw(quiz, places, score=named, whole=Score(quiz.places, quiz.population)))


def at(slug: str, lon: float, lat: float) -> tuple[int, int]:
    """The pixel of a place on the picture."""
    left, top, *size = MAP
    x, y = sheet(slug).fit(*size).point(sheet(slug).projection.place(lon, lat) or (0, 0))
    return round(left + x), round(top + y)


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def test_it_is_a_png_of_the_size_that_open_graph_asks_for() -> None:
    quiz = Quiz.objects.get(slug="fr")
    png = draw(quiz, [PARIS], score=Score(1, PARIS.population), whole=Score(quiz.places, quiz.population))
    image = Image.open(BytesIO(png))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(image.getcolors() or []) <= 64
    assert len(png) < 60_000


def test_a_place_is_a_dot_where_it_lies() -> None:
    with_paris, without = picture("fr", PARIS), picture("fr")
    red, green, _ = with_paris.getpixel(at("fr", PARIS.lon, PARIS.lat))  # type: ignore[misc]
    assert red - green > 80
    assert without.getpixel(at("fr", PARIS.lon, PARIS.lat)) == LAND


def test_land_neighbours_and_water_have_their_inks() -> None:
    empty = picture("fr")
    assert empty.getpixel(at("fr", 1.3, 45.8)) == LAND  # Limousin
    assert empty.getpixel(at("fr", 9.2, 47.8)) == CONTEXT  # Baden
    assert empty.getpixel(at("fr", -5.3, 46.4)) == PAPER  # the Atlantic
    assert empty.getpixel((5, 5)) == PAPER


def test_an_enclave_is_no_land_of_the_country_around_it() -> None:
    """Lesotho lies in a hole of South Africa."""
    empty = picture("za")
    assert empty.getpixel(at("za", 28.4, -29.5)) == CONTEXT
    assert empty.getpixel(at("za", 25.0, -29.5)) == LAND


def test_small_places_lie_above_large_ones_in_whatever_order_they_come() -> None:
    suburb = PARIS._replace(id=0, population=1_000)
    score = Score(2, 2_139_551)
    first, second = picture("fr", PARIS, suburb), picture("fr", suburb, PARIS)
    assert first.tobytes() == second.tobytes()
    assert first.tobytes() == picture("fr", PARIS, suburb, suburb, score=score).tobytes()
    x, y = at("fr", PARIS.lon, PARIS.lat)
    row = [sum(first.getpixel((x + by, y))) for by in range(-8, 9)]  # type: ignore[arg-type]
    assert max(row) > row[0] + 40  # the small dot's hairline, within the large dot


def test_where_thousands_lie_close_they_are_a_surface_and_the_words_keep_their_colours() -> None:
    score = Score(2_500, 1)
    crowd = [place(n, "", lon=2 + n % 50 / 100, lat=47 + n // 50 / 100, population=0) for n in range(2_500)]
    full, empty = picture("fr", *crowd, score=score), picture("fr", score=score)
    assert full.getpixel(at("fr", 2.25, 47.25)) == DOT
    column = (0, 0, 360, 630)
    assert full.crop(column).tobytes() == empty.crop(column).tobytes()


def test_a_place_off_the_map_is_left_out() -> None:
    guam = place(4, "Guam", lon=144.75, lat=13.47)
    score = Score(1, 1_000)
    assert picture("us", guam, score=score).tobytes() == picture("us", score=score).tobytes()


@pytest.mark.parametrize("places", [0, 1, 9_999, 225_101])
def test_any_number_of_places_stays_in_its_column(places: int) -> None:
    image = picture("world", score=Score(places, 1_000 * places))
    assert set(Counter(image.crop((333, 0, 363, 630)).get_flattened_data())) == {PAPER}


@pytest.mark.parametrize("slug", ["ph-autonomous-region-in-muslim-mindanao", "fr-bourgogne-franche-comte", "vc"])
def test_a_long_title_stays_in_its_column_above_the_number(slug: str) -> None:
    image = picture(slug)
    assert set(image.crop((333, 0, 363, 630)).get_flattened_data()) == {PAPER}
    assert set(image.crop((40, 345, 330, 350)).get_flattened_data()) == {PAPER}


def test_without_its_map_it_has_the_words_and_a_report_says_what_is_missing(caplog: pytest.LogCaptureFixture) -> None:
    quiz = Quiz.objects.get(slug="fr")
    quiz.slug = "atlantis"
    image = opened(draw(quiz, [PARIS], score=Score(1, 1), whole=Score(10, 10)))
    assert set(image.crop((380, 40, 1160, 590)).get_flattened_data()) == {PAPER}
    assert len(set(image.crop((40, 100, 330, 160)).get_flattened_data())) > 1
    assert "no map among the static files" in caplog.text
    assert "atlantis" in caplog.text


def test_with_a_broken_map_too(caplog: pytest.LogCaptureFixture, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "fr.json").write_text('{"type": "Topology"}')
    settings.STATICFILES_DIRS = [tmp_path]
    assert picture("fr", PARIS).size == (1200, 630)
    assert "map cannot be drawn" in caplog.text


def test_a_worker_that_draws_nothing_does_not_load_pillow() -> None:
    program = (
        "import sys, django; django.setup(); import config.urls, plays.map_image.views; print('PIL' in sys.modules)"
    )
    assert run_python(program).stdout.strip() == "False"
