"""A page as somebody reads it."""

import re
from html import unescape

from quizzes.tests.client import visitor

_NARROW = "\N{NARROW NO-BREAK SPACE}"


def page(path: str, status: int = 200) -> str:
    """The HTML at an address of ours."""
    response = visitor().get(path)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert not response.cookies
    return response.content.decode()


def words(html: str) -> str:
    """Its text, all spaces alike: "19.9 % of people"."""
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(text).replace(_NARROW, " ").split())


def part(html: str, id_: str) -> str:
    """The section with this id or class, or the page's end from there: its text."""
    found = re.search(rf'<(section|table|ol|main)[^>]*(?:id|class)="{id_}[ "].*?</\1>', html, re.DOTALL)
    assert found, f"no {id_} in the page"
    return words(found[0])


def names(html: str) -> list[str]:
    """The places of its index, in order."""
    index = html[html.index('id="places"') :]
    index = index[: index.index("</section>")]
    return [unescape(name) for name in re.findall(r"<li>.*?<b>(.*?)</b>", index)]
