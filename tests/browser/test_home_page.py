"""The home page takes a first guess, and lists all quizzes with and without JavaScript."""

from urllib.request import urlopen

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.pages.home_page import HomePage
from tests.browser.pages.quiz_page import QuizPage
from tests.browser.support import devtools
from tests.browser.support.site_api import SiteApi
from tests.browser.support.waiting import wait_until, wait_until_equal

pytestmark = pytest.mark.browser


def test_a_first_guess_opens_the_world_quiz(
    home_page: HomePage, quiz_page: QuizPage, browser: Chrome, site_url: str
) -> None:
    home_page.open()
    home_page.guess_input.send_keys("東京", Keys.ENTER)
    quiz_page.wait_until_ready()
    quiz_page.wait_for_answer("Tokyo, Japan")
    assert browser.current_url == f"{site_url}/quizzes/world"  # without the guess: a reload must not repeat it
    quiz_page.map.wait_for_dots(1)
    quiz_page.reload()
    assert quiz_page.side_panel.names == ["Tokyo"]
    assert quiz_page.answer.startswith("Welcome back: 1 place")


def test_the_button_sends_the_first_guess(home_page: HomePage, quiz_page: QuizPage, browser: Chrome) -> None:
    home_page.open()
    home_page.guess_input.send_keys("Lviv")
    browser.find_element(By.XPATH, "//button[normalize-space()='Put it on the map']").click()
    quiz_page.wait_until_ready()
    quiz_page.wait_for_answer("Lviv, Ukraine")


def test_search_filters_while_the_user_types(home_page: HomePage, browser: Chrome, site_url: str) -> None:
    home_page.open()
    home_page.search_input.send_keys("new")
    wait_until(
        browser, lambda: "New Zealand" in home_page.catalogue_entries and "New York" in home_page.catalogue_entries
    )
    assert "France" not in home_page.catalogue_entries
    home_page.search_input.send_keys(" z")
    wait_until_equal(browser, lambda: home_page.catalogue_entries, {"New Zealand": "/quizzes/nz"})
    assert home_page.search_status == "1 quiz"
    home_page.search_input.send_keys("xx")
    wait_until_equal(browser, lambda: home_page.search_status, "No quiz has that in its name.")
    assert home_page.catalogue_entries == {}
    home_page.search_input.send_keys(Keys.BACKSPACE * 2, Keys.ENTER)
    wait_until(browser, lambda: browser.current_url == f"{site_url}/quizzes/nz")


def test_search_ignores_accents_and_case(home_page: HomePage, browser: Chrome) -> None:
    home_page.open()
    home_page.search_input.send_keys("SAO PAULO")
    wait_until_equal(browser, lambda: home_page.catalogue_entries, {"São Paulo": "/quizzes/br-sao-paulo"})


def test_a_quiz_card_opens_its_quiz(home_page: HomePage, quiz_page: QuizPage, browser: Chrome, site_url: str) -> None:
    for slug in ("world", "oceania", "in"):
        home_page.open()
        browser.find_element(By.CSS_SELECTOR, f".quiz-cards a[href='/quizzes/{slug}']").click()
        quiz_page.wait_until_ready()
        assert browser.current_url == f"{site_url}/quizzes/{slug}"


def test_the_catalogue_links_to_every_quiz(home_page: HomePage, browser: Chrome, api: SiteApi, site_url: str) -> None:
    home_page.open()
    script = "return [...document.querySelectorAll('main a')].map((link) => link.getAttribute('href'))"
    links = set(browser.execute_script(script))
    assert links == {f"/quizzes/{slug}" for slug in api.slugs()}
    for link in sorted(links)[::25]:
        with urlopen(site_url + link, timeout=15) as response:  # noqa: S310 - our own address
            assert response.status == 200


def test_every_quiz_card_shows_an_outline(home_page: HomePage, browser: Chrome) -> None:
    home_page.open()
    outlines = "const outlines = [...document.querySelectorAll('.quiz-card svg use')];"
    assert browser.execute_script(f"{outlines} return outlines.length") > 0
    script = f"{outlines} return outlines.filter((outline) => outline.getBBox().width === 0).length"
    wait_until_equal(browser, lambda: browser.execute_script(script), 0)


def test_the_catalogue_works_without_javascript(home_page: HomePage, browser: Chrome) -> None:
    devtools.disable_scripts(browser)
    home_page.open()
    assert home_page.visible_links["The world"] == "/quizzes/world"
    assert home_page.visible_links["Europe"] == "/quizzes/europe"
    assert not home_page.search_input.is_displayed()
    home_page.catalogue_group("Countries").click()
    assert home_page.catalogue_entries["France"] == "/quizzes/fr"
    assert home_page.catalogue_entries["Uruguay"] == "/quizzes/uy"


def test_a_quiz_page_shows_its_totals_without_javascript(browser: Chrome, site_url: str, api: SiteApi) -> None:
    quiz = api.quiz("us")
    devtools.disable_scripts(browser)
    browser.get(f"{site_url}/quizzes/us")
    text = browser.find_element(By.TAG_NAME, "main").text
    assert "needs JavaScript" in text
    assert f"{quiz['places']:,} places with {quiz['population']:,} people" in text
    assert f"{quiz['brackets'][0]['places']:,} with at least 1,000,000 people" in text
