"""GoatCounter counts visits only if GOATCOUNTER_URL is set."""

import pytest

from config.tests.fresh_process import get, run_python

pytestmark = pytest.mark.slow

COUNTER = "https://stats.example"


def csp_directives(**environ: str) -> dict[str, str]:
    program = "from config import settings as s; print(s.CONTENT_SECURITY_POLICY['DIRECTIVES'])"
    directives: dict[str, list[str]] = eval(run_python(program, **environ).stdout)  # noqa: S307 - the output of our own code
    return {name: " ".join(sources) for name, sources in directives.items()}


def test_without_goatcounter_pages_do_not_mention_it() -> None:
    page = get("/privacy").text
    assert "visits.js" not in page
    assert "GoatCounter" not in page
    assert "no trackers and no cookies" in page
    assert "http" not in str(csp_directives())


def test_with_goatcounter_its_script_is_allowed_and_the_privacy_page_says_so() -> None:
    page = get("/privacy", GOATCOUNTER_URL=f"{COUNTER}/").text
    assert f'<script src="/static/visits.js" data-counter="{COUNTER}" defer></script>' in page
    assert "no trackers beyond a count of visits" in page
    assert "Do Not Track" in page
    assert {name for name, sources in csp_directives(GOATCOUNTER_URL=f"{COUNTER}/").items() if COUNTER in sources} == {
        "script-src",
        "img-src",
        "connect-src",
    }
    assert "unsafe" not in str(csp_directives(GOATCOUNTER_URL=COUNTER))


def test_an_error_page_is_not_counted() -> None:
    assert "visits.js" not in get("/nothing", GOATCOUNTER_URL=COUNTER).text
