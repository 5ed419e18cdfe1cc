"""A list of names is imported: thousands of lines, through reloads and lost connections, with a report at the end."""

import time

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.pages.import_export_dialog import ImportExportDialog
from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support import devtools
from tests.browser.support.place_samples import import_lines, random_places
from tests.browser.support.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.through_nginx]

MISSED_GUESSES = ["Xqzzt", "Tokyo", "Texas", "Lonndon", "Paris, France"]

# Some of the 3,000 lines match a place that an earlier line already named by an alternate name; fewer than this.
MAX_ALREADY_NAMED = 30


def unanswered_line_keys(quiz_page: QuizPage) -> list[str]:
    """The storage keys of lines that are not answered yet."""
    return [key for key, value in quiz_page.local_storage().items() if ":import-" in key and value.startswith("[")]


def test_3000_lines_are_imported(list_dialog: ImportExportDialog, quiz_page: QuizPage) -> None:
    quiz_page.guess("Chicago")
    started = time.monotonic()
    list_dialog.start_import([*import_lines(random_places("us", 2_995)), *MISSED_GUESSES])
    wait_until(quiz_page.browser, lambda: quiz_page.open_dialog.find_element(By.TAG_NAME, "progress"))
    added, already, missing = list_dialog.wait_for_report_counts()
    print(f"3,000 lines took {time.monotonic() - started:.1f} s")
    assert added + already + missing == 3_000
    assert missing == len(MISSED_GUESSES)
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
    list_dialog.start_import([*MISSED_GUESSES, *import_lines(random_places("us", 2_995))])
    list_dialog.wait_for_progress(300)
    quiz_page.reload()
    assert quiz_page.open_dialog_count == 0
    quiz_page.browser.find_element(By.CSS_SELECTOR, "[data-action=lists]").click()  # "Importing: 1,200 of 3,000"
    added, already, missing = list_dialog.wait_for_report_counts()
    assert (added + already + missing, missing) == (3_000, len(MISSED_GUESSES))
    assert already < MAX_ALREADY_NAMED
    quiz_page.side_panel.wait_for_places(added)
    assert "Xqzzt" in str(list_dialog.textarea.get_property("value"))  # this line was answered before the reload


def test_the_report_is_still_there_after_a_reload(list_dialog: ImportExportDialog, quiz_page: QuizPage) -> None:
    list_dialog.start_import(["Chicago", *MISSED_GUESSES])
    list_dialog.wait_for_report_counts()
    quiz_page.reload()
    quiz_page.wait_for_answer("Import finished: 1 added · 0 already named · 5 not found.")
    quiz_page.button("Show the report").click()
    assert list_dialog.wait_for_report_counts() == [1, 0, 5]


def test_the_report_gives_reasons_and_can_be_corrected(list_dialog: ImportExportDialog, quiz_page: QuizPage) -> None:
    list_dialog.start_import(["chicago", "Chicago", "portland", "Portland", *MISSED_GUESSES])
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
