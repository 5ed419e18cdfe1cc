"""Fetches pages and extracts the texts that a reader sees."""

import re
from html import unescape

from quizzes.tests.client import visitor

_NARROW = "\N{NARROW NO-BREAK SPACE}"


def get_page(path: str, status: int = 200) -> str:
    """The HTML at a path. Asserts the status and that no cookie is set."""
    response = visitor().get(path)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert not response.cookies
    return response.content.decode()


def visible_text(html: str) -> str:
    """The text without tags and scripts; each run of spaces becomes one space: "19.9 % of people"."""
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(text).replace(_NARROW, " ").split())


def section_text(html: str, id_or_class: str) -> str:
    """The visible text of the section, table or list with this id or class."""
    found = re.search(rf'<(section|table|ol|main)[^>]*(?:id|class)="{id_or_class}[ "].*?</\1>', html, re.DOTALL)
    assert found, f"no {id_or_class} in the page"
    return visible_text(found[0])


def listed_names(html: str) -> list[str]:
    """The names in the page's list of places, in their order."""
    index = html[html.index('id="places"') :]
    index = index[: index.index("</section>")]
    return [unescape(name) for name in re.findall(r"<li>.*?<b>(.*?)</b>", index)]
