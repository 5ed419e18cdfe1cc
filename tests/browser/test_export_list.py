"""The list of named places is exported as text, CSV, GeoJSON and PNG; text and CSV can be imported again."""

import csv
import json
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from selenium.webdriver import Chrome

from tests.browser.pages.import_export_dialog import ImportExportDialog
from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support import devtools
from tests.browser.support.place_samples import import_lines, random_places
from tests.browser.support.waiting import wait_until

pytestmark = pytest.mark.browser

COLUMNS = ["id", "name", "region", "country", "lat", "lon", "population", "named_at"]


@pytest.fixture
def downloads(browser: Chrome, tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    devtools.set_download_folder(browser, folder)
    return folder


def export(list_dialog: ImportExportDialog, downloads: Path, file_format: str) -> Path:
    """Press an export button of the open dialog, and wait for the downloaded file."""
    before = set(downloads.iterdir())
    list_dialog.quiz_page.button(file_format).click()
    return wait_until(list_dialog.browser, lambda: finished_download(set(downloads.iterdir()) - before))


def finished_download(files: set[Path]) -> Path | None:
    """Chromium creates the file empty, and writes its content later."""
    return next((file for file in files if file.suffix != ".crdownload" and file.stat().st_size), None)


def file_name(slug: str, ending: str) -> str:
    return f"toponaut-{slug}-{time.strftime('%Y-%m-%d')}.{ending}"


def test_text_has_one_place_per_line(list_dialog: ImportExportDialog, quiz_page: QuizPage, downloads: Path) -> None:
    for guess in ("Portland, Maine", "Chicago", "Portland"):
        quiz_page.guess(guess)
    list_dialog.open()
    file = export(list_dialog, downloads, "Text")
    assert file.name == file_name("us", "txt")
    assert file.read_text("utf-8") == "Chicago, Illinois\nPortland, Oregon\nPortland, Maine\n"


def test_csv_has_all_columns_of_each_place(
    list_dialog: ImportExportDialog, quiz_page: QuizPage, downloads: Path
) -> None:
    for guess in ("Portland, Maine", "Cañon City"):
        quiz_page.guess(guess)
    list_dialog.open()
    file = export(list_dialog, downloads, "CSV")
    assert file.name == file_name("us", "csv")
    content = file.read_bytes().decode("utf-8")
    assert content.count("\r\n") == 3
    first, second = csv.DictReader(content.splitlines())
    assert list(first) == COLUMNS
    assert (first["id"], first["name"], first["region"], first["country"]) == ("4975802", "Portland", "Maine", "US")
    assert (second["name"], second["region"]) == ("Cañon City", "Colorado")
    assert 43 < float(first["lat"]) < 44
    assert -71 < float(first["lon"]) < -70
    assert int(first["population"]) > 60_000
    assert first["named_at"] < second["named_at"]
    assert first["named_at"].startswith(time.strftime("%Y-", time.gmtime()))


def test_geojson_has_one_point_per_place(list_dialog: ImportExportDialog, quiz_page: QuizPage, downloads: Path) -> None:
    quiz_page.guess("Portland, Maine")
    list_dialog.open()
    file = export(list_dialog, downloads, "GeoJSON")
    assert file.name == file_name("us", "geojson")
    collection = json.loads(file.read_text("utf-8"))
    assert collection["type"] == "FeatureCollection"
    (feature,) = collection["features"]
    assert (feature["type"], feature["id"], feature["geometry"]["type"]) == ("Feature", 4975802, "Point")
    lon, lat = feature["geometry"]["coordinates"]
    assert -71 < lon < -70
    assert 43 < lat < 44
    assert set(feature["properties"]) == {"name", "region", "country", "population", "named_at"}


PALETTES = {"light": ((247, 241, 228), (229, 218, 194)), "dark": ((14, 20, 28), (32, 43, 56))}  # paper and land


@pytest.mark.parametrize(("quiz", "theme"), [("us", "light"), ("europe", "dark"), ("us-me", "light")])
def test_picture_shows_land_dots_and_score_in_the_theme(
    quiz_page: QuizPage, browser: Chrome, downloads: Path, quiz: str, theme: str
) -> None:
    devtools.set_media_preferences(browser, color_scheme=theme)
    quiz_page.open(quiz)
    quiz_page.guess({"us": "Chicago", "europe": "Kraków", "us-me": "Bangor"}[quiz])
    list_dialog = ImportExportDialog(quiz_page)
    list_dialog.open()
    file = export(list_dialog, downloads, "Picture")
    assert file.name == file_name(quiz, "png")
    with Image.open(file) as picture:
        assert picture.format == "PNG"
        assert picture.width == 2_400
        assert 1_000 <= picture.height <= 2_800
        pixels = picture.width * picture.height
        colours: Any = picture.convert("RGB").getcolors(pixels)
    shares = {colour: count / pixels for count, colour in colours}
    paper, land = PALETTES[theme]
    assert 0.3 < shares[paper] < 0.95
    assert 0.05 < shares[land] < 0.6
    accent_share = sum(share for colour, share in shares.items() if is_accent(colour))  # the dot, and the score
    assert accent_share > 0.00001


def is_accent(colour: tuple[int, int, int]) -> bool:
    """Vermilion; in the dark theme amber."""
    red, green, blue = colour
    return red > 150 and red > 2 * blue and green < 190


@pytest.mark.console_error("ERR_BLOCKED_BY_CLIENT")
def test_a_picture_whose_map_does_not_load_shows_an_error(
    list_dialog: ImportExportDialog, quiz_page: QuizPage, browser: Chrome
) -> None:
    quiz_page.guess("Chicago")
    list_dialog.open()
    devtools.clear_cache(browser)
    devtools.block_requests(browser, "*/static/maps/us.*")
    quiz_page.button("Picture").click()
    assert "because the map did not load" in list_dialog.wait_for_error()


def test_an_empty_list_is_not_exported(list_dialog: ImportExportDialog, quiz_page: QuizPage) -> None:
    list_dialog.open()
    assert not any(quiz_page.button(file_format).is_enabled() for file_format in ("Text", "CSV", "GeoJSON", "Picture"))


def stored_place_ids(quiz_page: QuizPage) -> set[int]:
    """The ids of the places stored in the browser, as in its keys."""
    return {int(key.rsplit(":", 1)[1]) for key in quiz_page.local_storage() if key.rsplit(":", 1)[1].isdigit()}


@pytest.mark.parametrize("quiz", ["us", "europe", "world"])
@pytest.mark.parametrize("file_format", ["Text", "CSV"])
def test_an_exported_list_can_be_imported_without_loss(
    quiz_page: QuizPage, downloads: Path, quiz: str, file_format: str
) -> None:
    """With 600 random places, and up to 30 homonyms each of Portland and Santa Cruz."""
    quiz_page.open(quiz)
    list_dialog = ImportExportDialog(quiz_page)
    list_dialog.start_import([*import_lines(random_places(quiz, 600)), *["Portland"] * 30, *["Santa Cruz"] * 30])
    list_dialog.wait_for_report_counts()
    quiz_page.button("Done").click()
    quiz_page.wait_for_no_dialog()
    named = stored_place_ids(quiz_page)
    assert len(named) > 500
    list_dialog.open()
    file = export(list_dialog, downloads, file_format)
    quiz_page.browser.execute_script("localStorage.clear()")
    quiz_page.reload()
    list_dialog.open()
    list_dialog.choose_file(file)
    list_dialog.wait_for_report_counts()
    lost = named - stored_place_ids(quiz_page)
    print(f"{quiz}, {file_format}: {len(lost)} of {len(named)} did not come back")
    assert not lost
