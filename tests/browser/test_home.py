"""The home page: a first guess, and the catalogue with and without JavaScript."""

from urllib.request import urlopen

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser import devtools
from tests.browser.answers import Answers
from tests.browser.home import HomePage
from tests.browser.page import QuizPage
from tests.browser.waiting import eventually, until

pytestmark = pytest.mark.browser


def test_a_first_guess_is_played_on_the_world(home: HomePage, page: QuizPage, browser: Chrome, site: str) -> None:
    home.open()
    home.guess.send_keys("東京", Keys.ENTER)
    page.wait_until_ready()
    page.wait_for_answer("Tokyo, Japan")
    assert browser.current_url == f"{site}/quizzes/world"  # a reload must not play it again
    page.atlas.wait_for_dots(1)
    page.reload()
    assert page.ledger.names == ["Tokyo"]
    assert page.answer.startswith("Welcome back: 1 place")


def test_the_button_plays_it_too(home: HomePage, page: QuizPage, browser: Chrome) -> None:
    home.open()
    home.guess.send_keys("Lviv")
    browser.find_element(By.XPATH, "//button[normalize-space()='Put it on the map']").click()
    page.wait_until_ready()
    page.wait_for_answer("Lviv, Ukraine")


def test_search_narrows_as_you_type(home: HomePage, browser: Chrome, site: str) -> None:
    home.open()
    home.search.send_keys("new")
    until(browser, lambda: "New Zealand" in home.entries and "New York" in home.entries)
    assert "France" not in home.entries
    home.search.send_keys(" z")
    eventually(browser, lambda: home.entries, {"New Zealand": "/quizzes/nz"})
    assert home.found == "1 quiz"
    home.search.send_keys("xx")
    eventually(browser, lambda: home.found, "No quiz has that in its name.")
    assert home.entries == {}
    home.search.send_keys(Keys.BACKSPACE * 2, Keys.ENTER)
    until(browser, lambda: browser.current_url == f"{site}/quizzes/nz")


def test_accents_do_not_matter_to_the_search(home: HomePage, browser: Chrome) -> None:
    home.open()
    home.search.send_keys("SAO PAULO")
    eventually(browser, lambda: home.entries, {"São Paulo": "/quizzes/br-sao-paulo"})


def test_a_plate_leads_to_its_quiz(home: HomePage, page: QuizPage, browser: Chrome, site: str) -> None:
    for slug in ("world", "oceania", "in"):
        home.open()
        browser.find_element(By.CSS_SELECTOR, f".quiz-cards a[href='/quizzes/{slug}']").click()
        page.wait_until_ready()
        assert browser.current_url == f"{site}/quizzes/{slug}"


def test_every_link_of_the_catalogue_has_its_quiz(home: HomePage, browser: Chrome, answers: Answers, site: str) -> None:
    home.open()
    script = "return [...document.querySelectorAll('main a')].map((link) => link.getAttribute('href'))"
    links = set(browser.execute_script(script))
    assert links == {f"/quizzes/{slug}" for slug in answers.slugs()}
    for link in sorted(links)[::25]:
        with urlopen(site + link, timeout=15) as response:  # noqa: S310 - our own address
            assert response.status == 200


def test_outlines_are_drawn(home: HomePage, browser: Chrome) -> None:
    home.open()
    script = "return [...document.querySelectorAll('.quiz-card svg use')].filter((u) => u.getBBox().width === 0).length"
    eventually(browser, lambda: browser.execute_script(script), 0)


def test_the_catalogue_needs_no_javascript(home: HomePage, browser: Chrome) -> None:
    devtools.disable_scripts(browser)
    home.open()
    assert home.links["The world"] == "/quizzes/world"
    assert home.links["Europe"] == "/quizzes/europe"
    assert not home.search.is_displayed()
    home.group("Countries").click()
    assert home.entries["France"] == "/quizzes/fr"
    assert home.entries["Uruguay"] == "/quizzes/uy"


def test_a_quiz_without_javascript_shows_its_totals(browser: Chrome, site: str, answers: Answers) -> None:
    quiz = answers.quiz("us")
    devtools.disable_scripts(browser)
    browser.get(f"{site}/quizzes/us")
    text = browser.find_element(By.TAG_NAME, "main").text
    assert "needs JavaScript" in text
    assert f"{quiz['places']:,} places with {quiz['population']:,} people" in text
    assert f"{quiz['brackets'][0]['places']:,} with at least 1,000,000 people" in text
