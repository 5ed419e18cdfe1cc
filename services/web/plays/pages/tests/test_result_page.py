"""The public page of a play, which is complete without JavaScript."""

import re

import pytest

from places.models import Place
from plays.models import Play
from plays.pages.tests.page_text import get_page, section_text, visible_text
from plays.tests.factories import AMERICAN, BERLIN, CHICAGO, PORTLAND, create_play
from quizzes.current_data import quiz_in
from quizzes.models import Quiz
from quizzes.tests.client import visitor

pytestmark = pytest.mark.django_db

LVIV, PARIS = 702550, 2988507


def path_of(play: dict[str, object]) -> str:
    return f"/plays/{play['id']}"


def test_the_page_has_the_title_the_score_and_the_time() -> None:
    play = create_play(places=[*AMERICAN, PORTLAND])
    html = get_page(path_of(play))
    people = play["population"]
    assert "<title>4 places in the United States · Toponaut</title>" in html
    assert visible_text(html).count("4 places in the United States") == 2
    score = section_text(html, "score")
    assert f"{1000 * people // play['quiz_population'] / 10:.1f} % of people {people:,}" in score
    assert "4 of 51 states" in score
    assert "30 min , 1 November 2026" in score
    brackets = Quiz.objects.get(slug="us").brackets
    assert f"≥ 1 M 3 of {brackets[0]['places']}" in score
    assert f"≥ 500 k 1 of {brackets[1]['places']}" in score


def test_the_page_has_the_largest_and_smallest_places_and_the_regions() -> None:
    html = get_page(path_of(create_play(places=[PORTLAND, *AMERICAN])))
    text = visible_text(html)
    assert re.search(r"Largest New York City New York [\d,]+ Los Angeles California [\d,]+ Chicago Illinois", text)
    assert re.search(r"Smallest Portland Oregon [\d,]+ Chicago Illinois", text)
    illinois = next(r for r in Quiz.objects.get(slug="us").regions if r["code"] == "US.IL")
    assert f"Illinois 1 of {illinois['places']}" in section_text(html, "tally")
    assert "Without a place named 47 Alabama, Alaska" in text


def test_a_place_of_unknown_population_is_not_the_smallest() -> None:
    unknown = Place.objects.filter(country="US", population=0, section=False, retired=False).values_list(
        "id", flat=True
    )[0]
    text = visible_text(get_page(path_of(create_play(places=[CHICAGO, unknown]))))
    assert re.search(r"Smallest Chicago Illinois [\d,]+ 2 of 51 states", text)


def test_locations_have_only_the_areas_that_the_quiz_needs() -> None:
    assert "Lviv Ukraine 717,273" in visible_text(get_page(path_of(create_play(quiz="europe", places=[LVIV, PARIS]))))
    assert "Chicago Illinois, United States" in visible_text(
        get_page(path_of(create_play(quiz="world", places=[CHICAGO])))
    )
    assert "Chicago 2,664,452" in section_text(get_page(path_of(create_play(quiz="us-il", places=[CHICAGO]))), "index")


@pytest.mark.parametrize(
    ("mode", "note"), [("plain", ""), ("filtered", "Filtered"), ("every", "every homonym at once")]
)
def test_the_page_names_the_mode_of_the_play(mode: str, note: str) -> None:
    score = section_text(get_page(path_of(create_play(mode=mode))), "score")
    assert note in score
    assert mode != "plain" or not ("Filtered" in score or "homonym" in score)


def test_the_page_warns_if_many_populations_are_unknown() -> None:
    assert "is not known, so this share is of the rest" not in visible_text(get_page(path_of(create_play())))
    Quiz.objects.filter(slug="us").update(unknown_population=15_000)
    quiz_in.cache_clear()
    assert "is not known, so this share is of the rest" in visible_text(get_page(path_of(create_play())))


def test_without_javascript_the_map_is_an_image() -> None:
    play = create_play()
    html = get_page(path_of(play))
    noscript = html[html.index("<noscript>") : html.index("</noscript>")]
    assert f'src="/plays/{play["id"]}/map.png?revision=1"' in noscript
    assert "a dot for each of the 3 places named" in noscript


def test_the_open_graph_tags_describe_the_play() -> None:
    play = create_play()
    html = get_page(path_of(play))
    tags = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', html))
    assert tags["og:title"] == "3 places in the United States"
    assert tags["og:url"] == play["url"] == f"http://testserver/plays/{play['id']}"
    assert tags["og:image"] == tags["twitter:image"] == f"{play['url']}/map.png?revision=1"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")
    assert tags["og:image:alt"]
    assert tags["twitter:card"] == "summary_large_image"
    assert "3 of 51 states" in tags["og:description"]
    assert tags["robots"] == "noindex"


def test_the_page_links_to_the_quiz_and_to_the_comparison() -> None:
    play = create_play()
    html = get_page(path_of(play))
    for link in ("/quizzes/us", f"/quizzes/us?continue={play['id']}", "/privacy", "?missed=1#missed"):
        assert f'href="{link}"' in html
    assert f'action="/plays/{play["id"]}/compare"' in html


def test_the_secret_is_not_in_the_page() -> None:
    play = create_play()
    assert play["secret"] not in get_page(path_of(play))


@pytest.mark.parametrize(
    "path", ["/plays/22222222222", "/plays/x", "/plays/" + "2" * 300, "/plays/22222222222/compare"]
)
def test_an_unknown_play_gets_a_404_page(path: str) -> None:
    html = get_page(path, 404)
    assert "No play here" in html
    assert "may have deleted it" in html
    assert 'href="/"' in html
    assert visitor().get(path)["Cache-Control"] == "no-store"


def test_a_deleted_play_gets_404_at_once() -> None:
    play = create_play()
    get_page(path_of(play))
    Play.objects.filter(id=play["id"]).delete()
    get_page(path_of(play), 404)


def test_pages_are_read_only() -> None:
    play = create_play(quiz="de", places=[BERLIN])
    assert visitor().head(path_of(play)).status_code == 200
    assert visitor().post(path_of(play)).status_code == 405


def test_links_of_a_play_have_the_sites_own_port(play: Play) -> None:
    hosts = ("localhost:8000", "localhost:1")
    own, unknown = (visitor().get(play.address, HTTP_HOST=host, SERVER_PORT="8000") for host in hosts)
    assert f"http://localhost:8000{play.address}" in own.content.decode()
    assert unknown.status_code == 400
    assert "localhost:1" not in unknown.content.decode()
