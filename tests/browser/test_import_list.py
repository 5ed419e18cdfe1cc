"""A list of names is imported: thousands of lines, through reloads and lost connections, with a report at the end."""

import time
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

pytestmark = [pytest.mark.browser, pytest.mark.through_nginx]

MISSES = ["Xqzzt", "Tokyo", "Texas", "Lonndon", "Paris, France"]

# Some of the 3,000 lines match a place that an earlier line already named by an alternate name; fewer than this.
MAX_ALREADY_NAMED = 30


@pytest.fixture
def list_dialog(quiz_page: QuizPage) -> ImportExportDialog:
    quiz_page.open("us")
    return ImportExportDialog(quiz_page)


def unanswered_line_keys(quiz_page: QuizPage) -> list[str]:
    """The storage keys of lines that are not answered yet."""
    return [key for key, value in quiz_page.local_storage().items() if ":import-" in key and value.startswith("[")]


def test_3000_lines_are_imported(list_dialog: ImportExportDialog, quiz_page: QuizPage) -> None:
    quiz_page.guess("Chicago")
    started = time.monotonic()
    list_dialog.start_import([*import_lines(random_places("us", 2_995)), *MISSES])
    wait_until(quiz_page.browser, lambda: quiz_page.open_dialog.find_element(By.TAG_NAME, "progress"))
    added, already, missing = list_dialog.wait_for_report_counts()
    print(f"3,000 lines took {time.monotonic() - started:.1f} s")
    assert added + already + missing == 3_000
    assert missing == len(MISSES)
    assert already < MAX_ALREADY_NAMED
    quiz_page.side_panel.wait_for_places(1 + added)
    assert quiz_page.answer == f"Import finished: {added:,} added · {already} already named · {missing} not found."
    assert quiz_page.save_status == "saved ✓"
    quiz_page.button("Done").click()
    quiz_page.wait_for_no_dialog()
    quiz_page.reload()
    quiz_page.side_panel.wait_for_places(1 + added)
    assert not [key for key in quiz_page.local_storage() if ":import-" in key]


def test_a_reload_during_the_import_loses_no_line(list_dialog: ImportExportDialog, quiz_page: QuizPage) -> None:
    list_dialog.start_import([*MISSES, *import_lines(random_places("us", 2_995))])
    list_dialog.wait_for_progress(300)
    quiz_page.reload()
    assert quiz_page.open_dialog_count == 0
    quiz_page.browser.find_element(By.CSS_SELECTOR, "[data-action=lists]").click()  # "Importing: 1,200 of 3,000"
    added, already, missing = list_dialog.wait_for_report_counts()
    assert (added + already + missing, missing) == (3_000, len(MISSES))
    assert already < MAX_ALREADY_NAMED
    quiz_page.side_panel.wait_for_places(added)
    assert "Xqzzt" in str(list_dialog.textarea.get_property("value"))  # this line was answered before the reload


def test_the_report_is_still_there_after_a_reload(list_dialog: ImportExportDialog, quiz_page: QuizPage) -> None:
    list_dialog.start_import(["Chicago", *MISSES])
    list_dialog.wait_for_report_counts()
    quiz_page.reload()
    quiz_page.wait_for_answer("Import finished: 1 added · 0 already named · 5 not found.")
    quiz_page.button("Show the report").click()
    assert list_dialog.wait_for_report_counts() == [1, 0, 5]


def test_the_report_gives_reasons_and_can_be_corrected(list_dialog: ImportExportDialog, quiz_page: QuizPage) -> None:
    list_dialog.start_import(["chicago", "Chicago", "portland", "Portland", *MISSES])
    assert list_dialog.wait_for_report_counts() == [3, 1, 5]
    assert quiz_page.side_panel.names == ["Portland", "Portland", "Chicago"]
    text = str(list_dialog.textarea.get_property("value"))
    assert text.split("\n")[:2] == ["# No place called Xqzzt is known here.", "Xqzzt"]
    assert "# Tokyo is a place, but outside this quiz.\nTokyo\n" in text
    assert "# Texas is a country or a region." in text
    list_dialog.textarea.send_keys(Keys.CONTROL, Keys.HOME)
    list_dialog.textarea.send_keys("Boston, Massachusetts\n")
    quiz_page.button("Import again").click()
    quiz_page.side_panel.wait_for_places(4)
    assert list_dialog.wait_for_report_counts() == [1, 0, 5]


def test_an_import_is_undone_in_one_step(list_dialog: ImportExportDialog, quiz_page: QuizPage) -> None:
    quiz_page.guess("Denver")
    list_dialog.start_import(import_lines(random_places("us", 250)))
    added, *_ = list_dialog.wait_for_report_counts()
    assert quiz_page.press("Take back") == f"Took back {added} places."
    quiz_page.wait_for_no_dialog()
    assert quiz_page.side_panel.names == ["Denver"]


def test_a_stopped_import_keeps_the_places_found(list_dialog: ImportExportDialog, quiz_page: QuizPage) -> None:
    list_dialog.start_import(import_lines(random_places("us", 3_000)))
    list_dialog.wait_for_progress(200)
    quiz_page.button("Stop here").click()
    added, already, missing = list_dialog.wait_for_report_counts()
    assert 200 <= added + already + missing < 3_000
    assert "to go" in list_dialog.text
    assert quiz_page.side_panel.score.places == added
    assert not unanswered_line_keys(quiz_page)


def test_guessing_works_during_an_import(list_dialog: ImportExportDialog, quiz_page: QuizPage) -> None:
    list_dialog.start_import([*["Portland"] * 1_000, "Chicago"])
    quiz_page.button("Close").click()
    quiz_page.wait_for_no_dialog()
    # Not QuizPage.guess: the import's answer may follow this guess's answer at once.
    quiz_page.guess_input.send_keys("Denver\n")
    wait_until(
        quiz_page.browser,
        lambda: {"Denver", "Chicago", "Portland"} <= set(quiz_page.side_panel.names),
        "not all are listed",
    )
    list_dialog.open()
    assert sum(list_dialog.wait_for_report_counts()) == 1_001


@pytest.mark.console_error("ERR_INTERNET_DISCONNECTED")
def test_a_lost_connection_only_delays_the_import(
    list_dialog: ImportExportDialog, quiz_page: QuizPage, browser: Chrome
) -> None:
    list_dialog.start_import(import_lines(random_places("us", 1_000)))
    list_dialog.wait_for_progress(100)
    devtools.go_offline(browser)
    wait_until(browser, lambda: "No connection. The import continues" in list_dialog.text)
    devtools.go_online(browser)
    assert sum(list_dialog.wait_for_report_counts()) == 1_000


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
    list_dialog.paste("\n".join([*MISSES, *import_lines(random_places("us", 2_000))]))
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
