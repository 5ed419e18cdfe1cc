"""The import dialog: accepted and refused files, accessibility and keyboard."""

from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.pages.import_export_dialog import ImportExportDialog
from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support import devtools
from tests.browser.support.axe import axe_violations
from tests.browser.support.place_samples import import_lines, random_places
from tests.browser.support.waiting import wait_until, wait_until_equal

pytestmark = pytest.mark.browser

MISSED_GUESSES = ["Xqzzt", "Tokyo", "Texas", "Lonndon", "Paris, France"]

REFUSED_FILES = {
    "empty": (b"", "The list contains no name."),
    "only comments": (b"# nothing\r\n\r\n", "The list contains no name."),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", "not text in UTF-8"),
    "NUL": (b"Portland\x00\n", "contains no text"),
    "Latin-1": ("Köln\n".encode("latin-1"), "not text in UTF-8"),
    "cut UTF-16": ("Köln".encode("utf-16")[:-1], "not text in UTF-16"),
    "a line of 201 letters": (b"a" * 201, "too long for a name"),
    "20,001 lines": (b"a\n" * 20_001, "20,000 can be imported at once"),
    "more than 2 MB": (b"Portland\n" * 250_000, "more than 2 MB"),
}


@pytest.mark.parametrize(("content", "message"), REFUSED_FILES.values(), ids=REFUSED_FILES)
def test_an_invalid_file_is_refused_and_changes_nothing(
    list_dialog: ImportExportDialog, quiz_page: QuizPage, tmp_path: Path, content: bytes, message: str
) -> None:
    quiz_page.guess("Chicago")
    before = quiz_page.local_storage()
    file = tmp_path / "list.txt"
    file.write_bytes(content)
    list_dialog.open()
    list_dialog.choose_file(file)
    assert message in list_dialog.wait_for_error()
    assert quiz_page.local_storage() == before
    assert quiz_page.side_panel.names == ["Chicago"]


ACCEPTED_FILES = {
    "UTF-8 with Windows line endings": "Cañon City\r\nPortland, Maine\r\n".encode(),
    "UTF-8 with byte order mark": "\ufeffCañon City\nPortland, Maine".encode(),
    "UTF-16": "Cañon City\r\nPortland\tMaine\r\n".encode("utf-16"),
    "CSV with header": 'Region;"Name"\nColorado;"Cañon City"\nMaine;Portland\n'.encode(),
}


@pytest.mark.parametrize("content", ACCEPTED_FILES.values(), ids=ACCEPTED_FILES)
def test_common_file_formats_are_imported(
    list_dialog: ImportExportDialog, quiz_page: QuizPage, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    list_dialog.open()
    list_dialog.choose_file(file)
    assert list_dialog.wait_for_report_counts() == [2, 0, 0]
    assert [(row.name, row.region) for row in quiz_page.side_panel.rows] == [
        ("Portland", "Maine"),
        ("Cañon City", "Colorado"),
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_axe_finds_no_violations(quiz_page: QuizPage, browser: Chrome, theme: str, size: str) -> None:
    devtools.set_media_preferences(browser, color_scheme=theme, reduced_motion="reduce")
    if size == "phone":
        devtools.emulate_phone(browser)
    quiz_page.open("us")
    if size == "phone":
        quiz_page.button("List and tables of 0 places").click()
        wait_until(browser, quiz_page.side_panel.element.is_displayed)
    list_dialog = ImportExportDialog(quiz_page)
    list_dialog.open()
    assert axe_violations(browser) == []
    list_dialog.paste("\n".join([*MISSED_GUESSES, *import_lines(random_places("us", 2_000))]))
    quiz_page.button("Add to my map").click()
    wait_until(browser, lambda: quiz_page.open_dialog.find_elements(By.TAG_NAME, "progress"))
    assert axe_violations(browser) == []
    quiz_page.button("Stop here").click()
    list_dialog.wait_for_report_counts()
    assert axe_violations(browser) == []


def test_import_works_with_the_keyboard(quiz_page: QuizPage, browser: Chrome) -> None:
    quiz_page.open("us")
    browser.execute_script("document.querySelector('[data-action=lists]').focus()")
    quiz_page.press_keys(Keys.ENTER)
    assert quiz_page.open_dialog.is_displayed()
    while quiz_page.focused_element.tag_name != "textarea":
        quiz_page.press_keys(Keys.TAB)
    quiz_page.press_keys("Chicago")
    wait_until_equal(browser, quiz_page.button("Add to my map").is_enabled, expected=True)
    while quiz_page.focused_element.text != "Add to my map":
        quiz_page.press_keys(Keys.TAB)
    quiz_page.press_keys(Keys.ENTER)
    assert ImportExportDialog(quiz_page).wait_for_report_counts() == [1, 0, 0]
    quiz_page.press_keys(Keys.ESCAPE)
    quiz_page.wait_for_no_dialog()
    assert quiz_page.focused_element.get_attribute("data-action") == "lists"
