"""A list of names comes in: thousands of lines, through reloads and lost connections, and with a report."""

import time
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser import devtools
from tests.browser.axe import violations
from tests.browser.lists import Lists, lines, real_places
from tests.browser.page import QuizPage
from tests.browser.waiting import eventually, until

pytestmark = [pytest.mark.browser, pytest.mark.through_nginx]

MISSES = ["Xqzzt", "Tokyo", "Texas", "Lonndon", "Paris, France"]

# Of 3,000 random places, fewer have a namesake in their state under whose other name they were taken already.
MOST_TWINS = 30


@pytest.fixture
def lists(page: QuizPage) -> Lists:
    page.open("us")
    return Lists(page)


def waiting(page: QuizPage) -> list[str]:
    """What is kept of lines not answered yet."""
    return [key for key, value in page.stored().items() if ":import-" in key and value.startswith("[")]


def test_3000_lines(lists: Lists, page: QuizPage) -> None:
    page.guess("Chicago")
    started = time.monotonic()
    lists.add([*lines(real_places("us", 2_995)), *MISSES])
    until(page.browser, lambda: page.dialog.find_element(By.TAG_NAME, "progress"))
    added, already, missing = lists.wait_for_report()
    print(f"3,000 lines took {time.monotonic() - started:.1f} s")
    assert added + already + missing == 3_000
    assert missing == len(MISSES)
    assert already < MOST_TWINS
    page.ledger.wait_for_places(1 + added)
    assert page.answer == f"Import finished: {added:,} added · {already} already named · {missing} not found."
    assert page.status == "saved ✓"
    page.button("Done").click()
    page.wait_for_no_dialog()
    page.reload()
    page.ledger.wait_for_places(1 + added)
    assert not [key for key in page.stored() if ":import-" in key]


def test_a_reload_in_the_middle_loses_nothing(lists: Lists, page: QuizPage) -> None:
    lists.add([*MISSES, *lines(real_places("us", 2_995))])
    lists.wait_for_lines(300)
    page.reload()
    assert page.dialogs == 0
    page.browser.find_element(By.CSS_SELECTOR, "[data-action=lists]").click()  # "Importing: 1,200 of 3,000"
    added, already, missing = lists.wait_for_report()
    assert (added + already + missing, missing) == (3_000, len(MISSES))
    assert already < MOST_TWINS
    page.ledger.wait_for_places(added)
    assert "Xqzzt" in str(lists.box.get_property("value"))  # found before the reload


def test_a_report_outlives_a_reload(lists: Lists, page: QuizPage) -> None:
    lists.add(["Chicago", *MISSES])
    lists.wait_for_report()
    page.reload()
    page.wait_for_answer("Import finished: 1 added · 0 already named · 5 not found.")
    page.button("Show the report").click()
    assert lists.wait_for_report() == [1, 0, 5]


def test_the_report_says_why_and_can_be_mended(lists: Lists, page: QuizPage) -> None:
    lists.add(["chicago", "Chicago", "portland", "Portland", *MISSES])
    assert lists.wait_for_report() == [3, 1, 5]
    assert page.ledger.names == ["Portland", "Portland", "Chicago"]
    text = str(lists.box.get_property("value"))
    assert text.split("\n")[:2] == ["# No place called Xqzzt is known here.", "Xqzzt"]
    assert "# Tokyo is a place, but outside this quiz.\nTokyo\n" in text
    assert "# Texas is a country or a region." in text
    lists.box.send_keys(Keys.CONTROL, Keys.HOME)
    lists.box.send_keys("Boston, Massachusetts\n")
    page.button("Import again").click()
    page.ledger.wait_for_places(4)
    assert lists.wait_for_report() == [1, 0, 5]


def test_an_import_is_taken_back_in_one_step(lists: Lists, page: QuizPage) -> None:
    page.guess("Denver")
    lists.add(lines(real_places("us", 250)))
    added, *_ = lists.wait_for_report()
    assert page.press("Take back") == f"Took back {added} places."
    page.wait_for_no_dialog()
    assert page.ledger.names == ["Denver"]


def test_it_can_be_stopped_and_keeps_what_it_found(lists: Lists, page: QuizPage) -> None:
    lists.add(lines(real_places("us", 3_000)))
    lists.wait_for_lines(200)
    page.button("Stop here").click()
    added, already, missing = lists.wait_for_report()
    assert 200 <= added + already + missing < 3_000
    assert "to go" in lists.text
    assert page.ledger.score.places == added
    assert not waiting(page)


def test_one_can_play_on_meanwhile(lists: Lists, page: QuizPage) -> None:
    lists.add([*["Portland"] * 1_000, "Chicago"])
    page.button("Close").click()
    page.wait_for_no_dialog()
    page.input.send_keys("Denver\n")  # whichever ends last, the import or this, has the last word
    until(page.browser, lambda: {"Denver", "Chicago", "Portland"} <= set(page.ledger.names), "not all are listed")
    lists.open()
    assert sum(lists.wait_for_report()) == 1_001


@pytest.mark.console_error("ERR_INTERNET_DISCONNECTED")
def test_a_lost_connection_only_delays_it(lists: Lists, page: QuizPage, browser: Chrome) -> None:
    lists.add(lines(real_places("us", 1_000)))
    lists.wait_for_lines(100)
    devtools.go_offline(browser)
    until(browser, lambda: "No connection. It goes on by itself" in lists.text)
    devtools.go_online(browser)
    assert sum(lists.wait_for_report()) == 1_000


FILES = {
    "empty": (b"", "There is no name in it."),
    "only comments": (b"# nothing\r\n\r\n", "There is no name in it."),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", "not text in UTF-8"),
    "NUL": (b"Portland\x00\n", "holds no text"),
    "Latin-1": ("Köln\n".encode("latin-1"), "not text in UTF-8"),
    "cut UTF-16": ("Köln".encode("utf-16")[:-1], "not text in UTF-16"),
    "a line of 201 letters": (b"a" * 201, "too long for a name"),
    "20,001 lines": (b"a\n" * 20_001, "20,000 can be imported at once"),
    "more than 2 MB": (b"Portland\n" * 250_000, "more than 2 MB"),
}


@pytest.mark.parametrize(("content", "words"), FILES.values(), ids=FILES)
def test_a_broken_file_is_refused_and_changes_nothing(
    lists: Lists, page: QuizPage, tmp_path: Path, content: bytes, words: str
) -> None:
    page.guess("Chicago")
    before = page.stored()
    file = tmp_path / "list.txt"
    file.write_bytes(content)
    lists.open()
    lists.choose(file)
    assert words in lists.wait_for_problem()
    assert page.stored() == before
    assert page.ledger.names == ["Chicago"]


ENCODED = {
    "UTF-8 with Windows line ends": "Cañon City\r\nPortland, Maine\r\n".encode(),
    "UTF-8 with its mark": "\ufeffCañon City\nPortland, Maine".encode(),
    "UTF-16": "Cañon City\r\nPortland\tMaine\r\n".encode("utf-16"),
    "a table": 'Region;"Name"\nColorado;"Cañon City"\nMaine;Portland\n'.encode(),
}


@pytest.mark.parametrize("content", ENCODED.values(), ids=ENCODED)
def test_files_as_programs_write_them(lists: Lists, page: QuizPage, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    lists.open()
    lists.choose(file)
    assert lists.wait_for_report() == [2, 0, 0]
    assert [(row.name, row.where) for row in page.ledger.rows] == [("Portland", "Maine"), ("Cañon City", "Colorado")]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_axe_finds_nothing(page: QuizPage, browser: Chrome, theme: str, size: str) -> None:
    devtools.prefer(browser, color_scheme=theme, reduced_motion="reduce")
    if size == "phone":
        devtools.be_phone(browser)
    page.open("us")
    if size == "phone":
        page.button("List and tables of 0 places").click()
        until(browser, page.ledger.element.is_displayed)
    lists = Lists(page)
    lists.open()
    assert violations(browser) == []
    lists.paste("\n".join([*MISSES, *lines(real_places("us", 2_000))]))
    page.button("Add to my map").click()
    until(browser, lambda: page.dialog.find_elements(By.TAG_NAME, "progress"))
    assert violations(browser) == []
    page.button("Stop here").click()
    lists.wait_for_report()
    assert violations(browser) == []


def test_by_keyboard_alone(page: QuizPage, browser: Chrome) -> None:
    page.open("us")
    browser.execute_script("document.querySelector('[data-action=lists]').focus()")
    page.keys(Keys.ENTER)
    assert page.dialog.is_displayed()
    while page.focused.tag_name != "textarea":
        page.keys(Keys.TAB)
    page.keys("Chicago")
    eventually(browser, page.button("Add to my map").is_enabled, expected=True)
    while page.focused.text != "Add to my map":
        page.keys(Keys.TAB)
    page.keys(Keys.ENTER)
    assert Lists(page).wait_for_report() == [1, 0, 0]
    page.keys(Keys.ESCAPE)
    page.wait_for_no_dialog()
    assert page.focused.get_attribute("data-action") == "lists"
