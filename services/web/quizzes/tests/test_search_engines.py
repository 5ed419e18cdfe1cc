"""Sitemap, canonical URLs, Open Graph tags, and unique titles."""

import re
from collections import Counter
from xml.etree import ElementTree

import pytest

from quizzes.models import Quiz
from quizzes.tests.client import visitor

pytestmark = pytest.mark.django_db

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def page_text(path: str) -> str:
    response = visitor().get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_sitemap_lists_every_quiz_and_the_fixed_pages() -> None:
    response = visitor().get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=3600"}
    found = [str(element.text) for element in ElementTree.fromstring(response.content).iter(LOCATION)]  # noqa: S314 - our own
    slugs = Quiz.objects.values_list("slug", flat=True)
    paths = ["/", "/privacy", *(f"/quizzes/{slug}" for slug in slugs)]
    assert Counter(found) == Counter(f"http://testserver{path}" for path in paths)


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/", "/"),
        ("/quizzes/us", "/quizzes/us"),
        ("/quizzes/us?guess=Paris", "/quizzes/us"),
        ("/quizzes/us?continue=abc", "/quizzes/us"),
    ],
)
def test_canonical_address_has_no_query(path: str, canonical: str) -> None:
    page = page_text(path)
    assert f'<link rel="canonical" href="http://testserver{canonical}">' in page
    assert f'<meta property="og:url" content="http://testserver{canonical}">' in page
    assert re.search(r'<meta property="og:image" content="http://testserver/static/icon-512[^"]*\.png">', page)


def test_titles_tell_quizzes_of_the_same_name_apart() -> None:
    quiz = Quiz.objects.filter(kind="region").first()
    assert quiz
    Quiz.objects.filter(slug="fr").update(title=quiz.title)
    titles = {re.findall("<title>(.*)</title>", page_text(f"/quizzes/{slug}"))[0] for slug in (quiz.slug, "fr")}
    assert titles == {f"{quiz.title}, {quiz.within} · Toponaut", f"{quiz.title} · Toponaut"}
