"""The public page of a play: all of it in the HTML."""

import re

import pytest

from places.models import Place
from plays.models import Play
from plays.pages.tests.page_text import page, part, words
from plays.tests.factories import AMERICAN, BERLIN, CHICAGO, PORTLAND, saved
from quizzes.current_data import quiz_in
from quizzes.models import Quiz
from quizzes.tests.client import visitor

pytestmark = pytest.mark.django_db

LVIV, PARIS = 702550, 2988507


def of(play: dict[str, object]) -> str:
    return f"/plays/{play['id']}"


def test_title_score_time_and_shares() -> None:
    play = saved(places=[*AMERICAN, PORTLAND])
    html = page(of(play))
    people = play["population"]
    assert "<title>4 places in the United States · Toponaut</title>" in html
    assert words(html).count("4 places in the United States") == 2
    score = part(html, "score")
    assert f"{1000 * people // play['quiz_population'] / 10:.1f} % of people {people:,}" in score
    assert "4 of 51 states" in score
    assert "30 min , 1 November 2026" in score
    brackets = Quiz.objects.get(slug="us").brackets
    assert f"≥ 1 M 3 of {brackets[0]['places']}" in score
    assert f"≥ 500 k 1 of {brackets[1]['places']}" in score


def test_largest_smallest_and_regions() -> None:
    html = page(of(saved(places=[PORTLAND, *AMERICAN])))
    text = words(html)
    assert re.search(r"Largest New York City New York [\d,]+ Los Angeles California [\d,]+ Chicago Illinois", text)
    assert re.search(r"Smallest Portland Oregon [\d,]+ Chicago Illinois", text)
    illinois = next(r for r in Quiz.objects.get(slug="us").regions if r["code"] == "US.IL")
    assert f"Illinois 1 of {illinois['places']}" in part(html, "tally")
    assert "Without a place named 47 Alabama, Alaska" in text


def test_a_place_of_unknown_population_is_not_the_smallest() -> None:
    unknown = Place.objects.filter(country="US", population=0, section=False, retired=False).values_list(
        "id", flat=True
    )[0]
    text = words(page(of(saved(places=[CHICAGO, unknown]))))
    assert re.search(r"Smallest Chicago Illinois [\d,]+ 2 of 51 states", text)


def test_where_places_are_in_as_many_words_as_the_quiz_needs() -> None:
    assert "Lviv Ukraine 717,273" in words(page(of(saved(quiz="europe", places=[LVIV, PARIS]))))
    assert "Chicago Illinois, United States" in words(page(of(saved(quiz="world", places=[CHICAGO]))))
    assert "Chicago 2,664,452" in part(page(of(saved(quiz="us-il", places=[CHICAGO]))), "index")


@pytest.mark.parametrize(
    ("mode", "said"), [("plain", ""), ("filtered", "Filtered"), ("every", "every homonym at once")]
)
def test_how_it_was_played(mode: str, said: str) -> None:
    score = part(page(of(saved(mode=mode))), "score")
    assert said in score
    assert mode != "plain" or not ("Filtered" in score or "homonym" in score)


def test_an_unknown_share_of_the_people_is_said() -> None:
    assert "is not known, so this share is of the rest" not in words(page(of(saved())))
    Quiz.objects.filter(slug="us").update(unknown_population=15_000)
    quiz_in.cache_clear()
    assert "is not known, so this share is of the rest" in words(page(of(saved())))


def test_a_picture_stands_where_there_is_no_javascript() -> None:
    play = saved()
    html = page(of(play))
    noscript = html[html.index("<noscript>") : html.index("</noscript>")]
    assert f'src="/plays/{play["id"]}/map.png?revision=1"' in noscript
    assert "a dot for each of the 3 places named" in noscript


def test_a_shared_link_shows_what_it_is() -> None:
    play = saved()
    html = page(of(play))
    said = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', html))
    assert said["og:title"] == "3 places in the United States"
    assert said["og:url"] == play["url"] == f"http://testserver/plays/{play['id']}"
    assert said["og:image"] == said["twitter:image"] == f"{play['url']}/map.png?revision=1"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:alt"]
    assert said["twitter:card"] == "summary_large_image"
    assert "3 of 51 states" in said["og:description"]
    assert said["robots"] == "noindex"


def test_it_leads_on() -> None:
    play = saved()
    html = page(of(play))
    for link in ("/quizzes/us", f"/quizzes/us?continue={play['id']}", "/privacy", "?missed=1#missed"):
        assert f'href="{link}"' in html
    assert f'action="/plays/{play["id"]}/compare"' in html


def test_the_secret_is_nowhere_in_it() -> None:
    play = saved()
    assert play["secret"] not in page(of(play))


@pytest.mark.parametrize(
    "path", ["/plays/22222222222", "/plays/x", "/plays/" + "2" * 300, "/plays/22222222222/compare"]
)
def test_a_play_that_is_not_there_is_a_404_in_words(path: str) -> None:
    html = page(path, 404)
    assert "No play here" in html
    assert "may have deleted it" in html
    assert 'href="/"' in html
    assert visitor().get(path)["Cache-Control"] == "no-store"


def test_a_deleted_play_is_gone_at_once() -> None:
    play = saved()
    page(of(play))
    Play.objects.filter(id=play["id"]).delete()
    page(of(play), 404)


def test_pages_are_read_only() -> None:
    play = saved(quiz="de", places=[BERLIN])
    assert visitor().head(of(play)).status_code == 200
    assert visitor().post(of(play)).status_code == 405
