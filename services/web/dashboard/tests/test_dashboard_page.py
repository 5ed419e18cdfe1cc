"""The dashboard shows the data of the monitor's, backup's and report files, even without JavaScript.

Invalid files do not break it.
"""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from dashboard.tests.factories import signed_in_client
from dashboard.tests.monitor_files import write_hours

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in_client()


def page_text(client: Client) -> str:
    """The page's text, without scripts."""
    html = client.get("/dashboard/").content.decode()
    html = re.sub(r"<(script|style).*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_without_any_data_the_page_says_so(client: Client) -> None:
    text = page_text(client)
    for sentence in (
        "No monitor is installed", "No hour was counted in the last day.", "Nothing was probed in the last 90 days.",
        "The backup has not reported yet", "The release history is empty", "No browser has reported an error",
        "No impossible state was reported",
    ):  # fmt: skip
        assert sentence in text


def test_certificate_of_a_watched_address_is_shown(client: Client, tmp_path: Path, settings: Settings) -> None:
    settings.MONITOR_DIR, url = str(tmp_path), "https://toponaut.example/"
    now = datetime.now(UTC)
    header = "at,target,ok,status,seconds,certificate_days,reason"
    (tmp_path / f"uptime-{now:%Y-%m}.csv").write_text(f"{header}\n{now:%Y-%m-%dT%H:%M:%SZ},{url},1,200,0.05,61,\n")
    (tmp_path / "status.json").write_text(
        json.dumps({"targets": [{"url": url, "certificate_issuer": "Let’s Encrypt"}]})
    )
    assert "certificate for 61 more days, issued by Let’s Encrypt" in page_text(client)


def test_the_last_day_is_shown_as_a_table(client: Client, tmp_path: Path, settings: Settings) -> None:
    settings.MONITOR_DIR = str(tmp_path)
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    figures = {
        "requests": 12345,
        "visitors": 67,
        "request_p95_ms": 28.4,
        "status_5xx": 3,
        "cache_hits": 1,
        "cache_lookups": 2,
    }
    write_hours(tmp_path, {"hour": f"{hour:%Y-%m-%dT%H:%M:%SZ}", **figures}, month=f"{hour:%Y-%m}")
    text = page_text(client)
    assert "12,345 67 28 ms 3 50.0 %" in text


def test_errors_with_one_fingerprint_are_one_group(client: Client, tmp_path: Path, settings: Settings) -> None:
    settings.REPORTS_DIR = str(tmp_path)
    line = {
        "fingerprint": "a",
        "message": "<b>x</b> is undefined",
        "stack": "at f (src/a.ts:1:2)",
        "url": "/quizzes/us",
    }
    for day, count, release in ((20, 1, "v1.0.0"), (21, 2, "v1.0.0"), (22, 4, "v1.1.0")):
        entry = {**line, "at": f"2026-11-{day}T05:00:00Z", "count": count, "release": release, "agent": "Firefox 128"}
        (tmp_path / f"client-errors-2026-11-{day}.jsonl").write_text(json.dumps(entry) + "\n{half a li\n[]\n")
    html = client.get("/dashboard/").content.decode()
    assert html.count("&lt;b&gt;x&lt;/b&gt; is undefined") == 1
    assert "<b>7</b>" in html
    assert "release v1.0.0: 3, release v1.1.0: 4" in html
    assert "at f (src/a.ts:1:2)" in html


def test_the_page_survives_invalid_files(client: Client, tmp_path: Path, settings: Settings) -> None:
    for name in ("MONITOR_DIR", "BACKUP_DIR", "RELEASES_DIR", "REPORTS_DIR"):
        setattr(settings, name, str(tmp_path))
    now = datetime.now(UTC)
    for kind in ("hours", "tops", "uptime", "host"):
        (tmp_path / f"{kind}-{now:%Y-%m}.csv").write_bytes(b"\xff\x00garbage,\n,,,\n")
    (tmp_path / "status.json").write_text("[1, 2")
    (tmp_path / "releases.jsonl").write_text('{"at": 5}\nnull\n"x"\n')
    (tmp_path / f"impossible-{now:%Y-%m-%d}.jsonl").write_bytes(b'{"count": "many", "context": 7}\n\xff\n')
    assert client.get("/dashboard/").status_code == 200


def test_chart_data_of_a_span(client: Client, tmp_path: Path, settings: Settings) -> None:
    settings.MONITOR_DIR = str(tmp_path)
    write_hours(tmp_path, {"hour": "2026-11-24T05:00:00Z", "requests": 7})
    data = client.get("/dashboard/figures.json?begin=1795478400&end=1795564800").json()
    assert (data["begin"], data["end"], data["step"]) == (1795478400, 1795564800, 3600)
    assert (data["traffic"]["requests"], data["total"]["requests"]) == ([7], 7)
    assert client.get("/dashboard/tops.json?begin=1795478400&end=1795564800").json()["page"] == []


@pytest.mark.parametrize("query", ["", "?begin=1&end=2", "?begin=x&end=y", "?begin=0&end=1795564800"])
@pytest.mark.parametrize("path", ["/dashboard/figures.json", "/dashboard/tops.json"])
def test_an_invalid_span_gets_400(client: Client, path: str, query: str) -> None:
    response = client.get(path + query)
    assert (response.status_code, response.json()["error"]["code"]) == (400, "bad_span")


def test_the_page_has_no_inline_scripts_or_styles(client: Client) -> None:
    html = client.get("/dashboard/").content.decode()
    assert not re.search(r"<style|style=|\son[a-z]+=|javascript:", html)
    assert "'unsafe" not in client.get("/dashboard/")["Content-Security-Policy"]
