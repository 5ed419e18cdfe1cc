"""What map images show, even if the map file is missing or broken."""

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from config.tests.fresh_process import run_python
from plays.map_image import draw_map_image
from plays.map_image.palette import CONTEXT, DOT, LAND, PAPER
from plays.map_image.tests.factories import make_place, real_map
from plays.played_places import PlayedPlace
from plays.scoring import Score
from quizzes.models import Quiz

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fonts")]

PARIS = make_place(1, "Paris", lon=2.3488, lat=48.8534, population=2_138_551)
CROWD = [make_place(n, "", lon=2 + n % 50 / 100, lat=47 + n // 50 / 100, population=0) for n in range(2_500)]
MAP_AREA = (369, 29, 802, 572)  # the map within its frame: left, top, width, height


def draw_image(slug: str, *places: PlayedPlace, score: Score | None = None) -> Image.Image:
    quiz = Quiz.objects.get(slug=slug)
    named = score or Score(len(places), sum(each.population for each in places))
    return open_png(draw_map_image(quiz, places, score=named, quiz_total=Score(quiz.places, quiz.population)))


def pixel_at(slug: str, lon: float, lat: float) -> tuple[int, int]:
    """The pixel of a place on the image."""
    left, top, *size = MAP_AREA
    x, y = real_map(slug).fit(*size).to_pixels(real_map(slug).projection.project_place(lon, lat) or (0, 0))
    return round(left + x), round(top + y)


def open_png(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def test_the_image_is_a_small_png_of_open_graph_size() -> None:
    quiz = Quiz.objects.get(slug="fr")
    png = draw_map_image(
        quiz, [PARIS], score=Score(1, PARIS.population), quiz_total=Score(quiz.places, quiz.population)
    )
    image = Image.open(BytesIO(png))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(image.getcolors() or []) <= 64
    assert len(png) < 60_000


def test_a_place_has_a_dot_at_its_position() -> None:
    with_paris, without = draw_image("fr", PARIS), draw_image("fr")
    red, green, _ = with_paris.getpixel(pixel_at("fr", PARIS.lon, PARIS.lat))  # type: ignore[misc]
    assert red - green > 80
    assert without.getpixel(pixel_at("fr", PARIS.lon, PARIS.lat)) == LAND


def test_land_neighbours_and_water_have_their_colours() -> None:
    empty = draw_image("fr")
    assert empty.getpixel(pixel_at("fr", 1.3, 45.8)) == LAND  # Limousin
    assert empty.getpixel(pixel_at("fr", 9.2, 47.8)) == CONTEXT  # Baden
    assert empty.getpixel(pixel_at("fr", -5.3, 46.4)) == PAPER  # the Atlantic
    assert empty.getpixel((5, 5)) == PAPER


def test_an_enclave_has_the_colour_of_neighbours() -> None:
    """Lesotho lies in a hole of South Africa."""
    empty = draw_image("za")
    assert empty.getpixel(pixel_at("za", 28.4, -29.5)) == CONTEXT
    assert empty.getpixel(pixel_at("za", 25.0, -29.5)) == LAND


def test_small_dots_are_above_large_ones_in_any_order_of_places() -> None:
    suburb = PARIS._replace(id=0, population=1_000)
    score = Score(2, 2_139_551)
    first, second = draw_image("fr", PARIS, suburb), draw_image("fr", suburb, PARIS)
    assert first.tobytes() == second.tobytes()
    assert first.tobytes() == draw_image("fr", PARIS, suburb, suburb, score=score).tobytes()
    x, y = pixel_at("fr", PARIS.lon, PARIS.lat)
    row = [sum(first.getpixel((x + by, y))) for by in range(-8, 9)]  # type: ignore[arg-type]
    assert max(row) > row[0] + 40  # the small dot's outline, within the large dot


def test_thousands_of_close_dots_form_a_surface() -> None:
    assert draw_image("fr", *CROWD).getpixel(pixel_at("fr", 2.25, 47.25)) == DOT


def test_thousands_of_dots_leave_the_text_unchanged() -> None:
    score = Score(2_500, 1)
    full, empty = draw_image("fr", *CROWD, score=score), draw_image("fr", score=score)
    column = (0, 0, 360, 630)
    assert full.crop(column).tobytes() == empty.crop(column).tobytes()


def test_a_place_outside_the_map_is_ignored() -> None:
    guam = make_place(4, "Guam", lon=144.75, lat=13.47)
    score = Score(1, 1_000)
    assert draw_image("us", guam, score=score).tobytes() == draw_image("us", score=score).tobytes()


@pytest.mark.parametrize("places", [0, 1, 9_999, 225_101])
def test_any_number_of_places_fits_the_text_column(places: int) -> None:
    image = draw_image("world", score=Score(places, 1_000 * places))
    assert set(Counter(image.crop((333, 0, 363, 630)).get_flattened_data())) == {PAPER}


@pytest.mark.parametrize("slug", ["ph-autonomous-region-in-muslim-mindanao", "fr-bourgogne-franche-comte", "vc"])
def test_a_long_title_fits_the_text_column(slug: str) -> None:
    image = draw_image(slug)
    assert set(image.crop((333, 0, 363, 630)).get_flattened_data()) == {PAPER}
    assert set(image.crop((40, 345, 330, 350)).get_flattened_data()) == {PAPER}


def test_without_a_map_file_the_image_has_only_text(caplog: pytest.LogCaptureFixture) -> None:
    quiz = Quiz.objects.get(slug="fr")
    quiz.slug = "atlantis"
    image = open_png(draw_map_image(quiz, [PARIS], score=Score(1, 1), quiz_total=Score(10, 10)))
    assert set(image.crop((380, 40, 1160, 590)).get_flattened_data()) == {PAPER}
    assert len(set(image.crop((40, 100, 330, 160)).get_flattened_data())) > 1
    assert "no map among the static files" in caplog.text
    assert "atlantis" in caplog.text


def test_a_broken_map_file_is_reported_but_an_image_is_drawn(
    caplog: pytest.LogCaptureFixture, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "fr.json").write_text('{"type": "Topology"}')
    settings.STATICFILES_DIRS = [tmp_path]
    assert draw_image("fr", PARIS).size == (1200, 630)
    assert "map cannot be drawn" in caplog.text


@pytest.mark.slow
def test_importing_the_site_does_not_import_pillow() -> None:
    program = (
        "import sys, django; django.setup(); import config.urls, plays.map_image.views; print('PIL' in sys.modules)"
    )
    assert run_python(program).stdout.strip() == "False"
