"""The page and status.json: what they say, that everything is escaped, and that they need nothing else."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.paths import WEB
from toponaut_monitor.probe_problems import NETWORK_DOWN
from toponaut_monitor.status_page import page
from toponaut_monitor.status_page.history import MAX_INCIDENTS
from toponaut_monitor.status_page.page import SAME_MACHINE_WARNING, status_page
from toponaut_monitor.status_page.settings import OTHER_MACHINE, SAME_MACHINE
from toponaut_monitor.status_page.status_json import status_json
from toponaut_monitor.status_page.uptime_rows import read_histories
from toponaut_monitor.tests.status_page_rows import DAY, HOUR, INTERVAL, NOW, URL, times, write_checks

READY_URL = f"{URL}readyz"
MAX_PAGE_BYTES = 25_000  # for each address, beside its incidents


def html(folder: Path, *urls: str, machine: str = OTHER_MACHINE) -> str:
    histories = read_histories(folder, urls or [URL], INTERVAL, NOW)
    return status_page(histories, machine=machine, interval_seconds=900, now=NOW)


def as_json(folder: Path, *urls: str) -> Any:
    histories = read_histories(folder, urls or [URL], INTERVAL, NOW)
    return json.loads(status_json(histories, machine=OTHER_MACHINE, interval_seconds=900, now=NOW))


def test_site_that_is_up(tmp_path: Path) -> None:
    write_checks(tmp_path, times(NOW - 100 * DAY, NOW))
    document = html(tmp_path)
    assert "<h1>Toponaut is up</h1>" in document
    assert "<b>100 %</b> of 8,592 checks in 90 days succeeded" in document
    assert "No check has failed in the last 90 days" in document
    assert 'Updated <time datetime="2026-11-29T12:00:05Z">29 November 2026, 12:00</time> UTC, and every 15 minutes' in (
        document
    )
    assert document.count("title=") == 90


def test_site_that_is_down_says_since_when_and_why(tmp_path: Path) -> None:
    write_checks(tmp_path, times(NOW - DAY, NOW - 2 * HOUR))
    write_checks(tmp_path, times(NOW - 2 * HOUR, NOW), "status 503", 503)
    document = html(tmp_path)
    assert "<h1>Toponaut is down</h1>" in document
    assert "<h3>since 29 November 2026, 10:00</h3>" in document
    assert 'toponaut.example answered with the status 503. <span class="soft">(2 h 00 min so far)</span>' in document
    assert 'class="down" title="29 November 2026: 48 checks, 8 failed"' in document


@pytest.mark.parametrize(
    ("reasons", "headline"),
    [
        (("", ""), "Toponaut is up"),
        (("", "status 503"), "A part of Toponaut is down"),
        (("status 503", "status 503"), "Toponaut is down"),
        (("", NETWORK_DOWN), "It is not known whether Toponaut is up"),
        ((NETWORK_DOWN, NETWORK_DOWN), "It is not known whether Toponaut is up"),
        (("status 503", NETWORK_DOWN), "A part of Toponaut is down"),
    ],
)
def test_headline_says_how_the_site_is(tmp_path: Path, reasons: tuple[str, str], headline: str) -> None:
    for url, reason in zip((URL, READY_URL), reasons, strict=True):
        write_checks(tmp_path, [NOW], reason, "", url)
    assert f"<h1>{headline}</h1>" in html(tmp_path, URL, READY_URL)


def test_monitor_that_has_stopped_does_not_say_that_the_site_is_up(tmp_path: Path) -> None:
    write_checks(tmp_path, times(NOW - DAY, NOW - HOUR))
    assert "<h1>It is not known whether Toponaut is up</h1>" in html(tmp_path)


def test_each_day_has_its_words_in_a_table(tmp_path: Path) -> None:
    write_checks(tmp_path, times(NOW - 2 * DAY, NOW - DAY))
    write_checks(tmp_path, times(NOW - 12 * HOUR, NOW))
    document = html(tmp_path)
    row = '<tr><th scope="row">28 Nov 2026</th><td>48</td><td>0</td><td>11 h 44 min</td></tr>'
    assert row in document  # the last check before the gap speaks for half an hour, and the gap ends at 00:00:05
    assert document.count('<th scope="row">') == 90
    assert 'aria-label="90 days: every check succeeded on 1 day, watched in part on 2 days, not watched on 87 days' in (
        document
    )
    assert 'class="partly" title="28 November 2026: 48 checks, none failed, not watched for 11 h 44 min"' in document


def test_incident_of_several_addresses_in_the_same_checks_is_one(tmp_path: Path) -> None:
    for url in (URL, READY_URL):
        write_checks(tmp_path, times(NOW - DAY, NOW - HOUR), "no answer within 10 s", "", url)
        write_checks(tmp_path, times(NOW - HOUR, NOW), url=url)
    document = html(tmp_path, URL, READY_URL)
    assert document.count("<h3>") == 1
    assert "<h3>28 November 2026, 12:00 – 29 November 2026, 11:00</h3>" in document
    assert "toponaut.example and toponaut.example/readyz gave no answer within 10 s." in document


def test_page_of_a_flapping_site_is_bounded(tmp_path: Path) -> None:
    for at in times(NOW - 30 * DAY, NOW):
        write_checks(tmp_path, [at], "status 503" if at.minute % 30 else "", 503)
    document = html(tmp_path)
    assert document.count("<h3>") == MAX_INCIDENTS
    assert re.search(r"Earlier ones are not listed: 1,3\d\d\.", document)
    assert len(document) < MAX_PAGE_BYTES + 300 * MAX_INCIDENTS


def test_only_a_monitor_on_the_same_machine_says_that_it_proves_nothing_about_it(tmp_path: Path) -> None:
    assert SAME_MACHINE_WARNING in html(tmp_path, machine=SAME_MACHINE)
    assert 'class="warning"' not in html(tmp_path, machine=OTHER_MACHINE)


def test_secrets_and_tags_in_an_address_are_not_shown(tmp_path: Path) -> None:
    url = "https://ada:password@toponaut.example/a<b>&quot;?token=secret"
    write_checks(tmp_path, [NOW], "status 500", 500, url)
    for text in (html(tmp_path, url), json.dumps(as_json(tmp_path, url))):
        assert not re.search("password|token|secret", text)
    assert "toponaut.example/a&lt;b&gt;&amp;quot; answered with the status 500" in html(tmp_path, url)


def test_page_loads_its_style_and_nothing_else(tmp_path: Path) -> None:
    write_checks(tmp_path, [NOW], "status 500", 500)
    document = html(tmp_path)
    assert re.findall(r'(?:src|href)="([^"]*)"', document) == ["status.css", URL, "status.json"]
    assert not re.search(r"<script|<style|style=|\son\w+=|url\(", document)
    style = Path(page.__file__).with_name("status.css").read_text()
    assert not re.search(r"url\(|@import|@font-face", style)
    assert "default-src 'none'; style-src 'self'" in document


def test_colours_are_those_of_the_site() -> None:
    """Both palettes: the light one is the first in each file."""
    site, own = (
        re.findall(r"(--[a-z-]+): ([^;]+);", file.read_text())
        for file in (WEB / "frontend/styles/palette.css", Path(page.__file__).with_name("status.css"))
    )
    assert len(own) == 16
    assert set(own) <= set(site)
    dark = dict(site[len(site) // 3 :])
    assert dict(own[8:]) == {name: dark[name] for name, _ in own[8:]}


def test_json_has_the_same_figures(tmp_path: Path) -> None:
    write_checks(tmp_path, times(NOW - DAY, NOW - HOUR))
    write_checks(tmp_path, times(NOW - HOUR, NOW - HOUR / 2), "status 503", 503)
    write_checks(tmp_path, times(NOW - HOUR / 2, NOW))
    content = as_json(tmp_path)
    (address,) = content["addresses"]
    days, incidents = address.pop("days"), address.pop("incidents")
    assert content | {"addresses": []} == {
        "updated": "2026-11-29T12:00:05Z", "interval_seconds": 900, "written_on": "other-machine", "addresses": [],
    }  # fmt: skip
    assert address == {
        "address": "toponaut.example", "state": "up", "checked": "2026-11-29T11:45:05Z", "uptime_percent": 97.91,
        "incident_count": 1,
    }  # fmt: skip
    assert len(days) == 90
    assert days[-1] == {"date": "2026-11-29", "checks": 48, "failed": 2, "unwatched_seconds": 0}
    assert incidents == [
        {"began": "2026-11-29T11:00:05Z", "ended": "2026-11-29T11:30:05Z", "reasons": ["answered with the status 503"]}
    ]


def test_page_of_one_address_is_small(tmp_path: Path) -> None:
    write_checks(tmp_path, times(NOW - 100 * DAY, NOW))
    assert len(html(tmp_path).encode()) < MAX_PAGE_BYTES


def test_interval_is_in_words(tmp_path: Path) -> None:
    histories = read_histories(tmp_path, [URL], timedelta(seconds=60), NOW)
    texts = [status_page(histories, machine=OTHER_MACHINE, interval_seconds=seconds, now=NOW) for seconds in (60, 5)]
    assert ["every 1 minute." in texts[0], "every 5 seconds." in texts[1]] == [True, True]
