"""Two plays beside each other: by a pasted link, told apart by shape and colour, and refused in words."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.axe import violations
from tests.browser.page import QuizPage
from tests.browser.share import Share
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

REFUSED = pytest.mark.console_error("the server responded with a status of 4")


def saved(page: QuizPage, share: Share, slug: str, *names: str) -> str:
    """Play a quiz from nothing and save; the address of the play's page."""
    page.open(slug)
    share.forget()
    page.reload()
    for name in names:
        page.guess(name)
    return f"{page.site}/plays/{share.save()}"


def compare(browser: Chrome, address: str, pasted: str) -> None:
    browser.get(address)
    browser.find_element(By.ID, "with").send_keys(pasted, Keys.ENTER)


def shares(browser: Chrome) -> list[str]:
    """How many places only the first, both, and only the second have."""
    return [cell.text for cell in browser.find_elements(By.CSS_SELECTOR, "table.shares td b")]


def test_a_pasted_link_is_compared(page: QuizPage, browser: Chrome, share: Share) -> None:
    other = saved(page, share, "us", "Chicago", "Miami", "Seattle")
    mine = saved(page, share, "us", "Chicago", "Boston")
    compare(browser, mine, f"  {other} ")
    until(browser, lambda: shares(browser), "the comparison did not come")
    assert shares(browser) == ["1", "1", "2"]
    page.atlas.wait_for_dots(4)
    groups = {name: browser.find_element(By.ID, name).text for name in ("only-a", "both", "only-b")}
    assert "Boston" in groups["only-a"]
    assert "Chicago" in groups["both"]
    assert "Miami" in groups["only-b"]
    assert violations(browser) == []


@REFUSED
def test_a_link_that_leads_nowhere_is_refused_and_can_be_mended(page: QuizPage, browser: Chrome, share: Share) -> None:
    mine = saved(page, share, "us", "Chicago")
    compare(browser, mine, "https://toponaut.example/plays/nowhere")
    problem = until(browser, lambda: browser.find_elements(By.ID, "problem"), "no word about what is wrong")[0]
    assert problem.text
    assert browser.find_element(By.ID, "with").get_property("value") == "https://toponaut.example/plays/nowhere"


@REFUSED
def test_a_play_of_another_quiz_is_refused_in_words(page: QuizPage, browser: Chrome, share: Share) -> None:
    other = saved(page, share, "fr", "Paris")
    mine = saved(page, share, "us", "Chicago")
    compare(browser, mine, other)
    until(browser, lambda: browser.find_elements(By.ID, "problem"), "no word about what is wrong")
    assert not shares(browser)
