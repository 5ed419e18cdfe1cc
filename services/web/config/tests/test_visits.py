"""GoatCounter counts visits where the operator has named one, and nowhere else."""

from config.tests.fresh_process import get

COUNTER = "https://stats.example"


def policy(**environ: str) -> dict[str, str]:
    from config.tests.fresh_process import run_python

    program = "from config import settings as s; print(s.CONTENT_SECURITY_POLICY['DIRECTIVES'])"
    directives: dict[str, list[str]] = eval(run_python(program, **environ).stdout)  # noqa: S307 - our own settings
    return {name: " ".join(sources) for name, sources in directives.items()}


def test_without_one_nothing_of_it_is_there() -> None:
    page = get("/privacy").text
    assert "visits.js" not in page
    assert "GoatCounter" not in page
    assert "no trackers and no cookies" in page
    assert "http" not in str(policy())


def test_with_one_its_script_is_allowed_and_the_privacy_page_says_so() -> None:
    page = get("/privacy", GOATCOUNTER_URL=f"{COUNTER}/").text
    assert f'<script src="/static/visits.js" data-counter="{COUNTER}" defer></script>' in page
    assert "no trackers beyond a count of visits" in page
    assert "Do Not Track" in page
    assert {name for name, sources in policy(GOATCOUNTER_URL=f"{COUNTER}/").items() if COUNTER in sources} == {
        "script-src",
        "img-src",
        "connect-src",
    }
    assert "unsafe" not in str(policy(GOATCOUNTER_URL=COUNTER))


def test_a_page_of_an_error_is_no_visit() -> None:
    assert "visits.js" not in get("/nothing", GOATCOUNTER_URL=COUNTER).text
