"""The page as HTML. All that comes from settings or rows is escaped; it has no script and no inline style."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from html import escape
from pathlib import Path
from string import Template

from toponaut_monitor.status_page.history import (
    DOWN,
    MAX_DAYS,
    MAX_INCIDENTS,
    UNKNOWN,
    UP,
    AddressHistory,
    DayHistory,
)
from toponaut_monitor.status_page.settings import SAME_MACHINE
from toponaut_monitor.status_page.words import address_of, count, day_text, percent_text, site_of, span_text, time_text
from toponaut_monitor.timestamps import format_duration, format_timestamp

TEMPLATE = Path(__file__).with_name("page.html")
SAME_MACHINE_WARNING = (
    "The monitor runs on the machine of the site itself. It notices when the site fails, and proves nothing about the"
    " machine: if that dies, the monitor dies with it, and this page goes or stays as it is."
)
STATE_TEXTS = {UP: "up", DOWN: "down", UNKNOWN: "not known"}


def status_page(histories: Sequence[AddressHistory], *, machine: str, interval_seconds: int, now: datetime) -> str:
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        headline=_headline({history.state(now) for history in histories}),
        max_days=MAX_DAYS,
        site_url=escape(site_of(histories[0].url)),
        updated_timestamp=format_timestamp(now),
        updated=time_text(now),
        interval=_interval(interval_seconds),
        warning=f'    <p class="warning">{SAME_MACHINE_WARNING}</p>\n' if machine == SAME_MACHINE else "",
        addresses="".join(_address(history, now) for history in histories),
        incidents=_incidents(histories, now),
    )


def _headline(states: set[str]) -> str:
    if DOWN in states:
        return "Toponaut is down" if states == {DOWN} else "A part of Toponaut is down"
    return "Toponaut is up" if states == {UP} else "It is not known whether Toponaut is up"


def _interval(seconds: int) -> str:
    return count(round(seconds / 60), "minute", "minutes") if seconds >= 60 else count(seconds, "second", "seconds")


def _address(history: AddressHistory, now: datetime) -> str:
    state = history.state(now)
    days = list(history.all_days(now))
    kinds = [_kind(day, unwatched, history.max_age) for _, day, unwatched in days]
    bars = "".join(
        f'<span class="{kind}" title="{day_text(date)}: {_day_text(day, unwatched, history.max_age)}"></span>'
        for (date, day, unwatched), kind in zip(days, kinds, strict=True)
    )
    return f"""\
    <section>
      <div class="head">
        <h2>{escape(address_of(history.url))}</h2>
        <p class="state {state}">{STATE_TEXTS[state]}</p>
      </div>
      <p>{_share(history)}</p>
      <div class="days" role="img" aria-label="{_summary(kinds)}">{bars}</div>
      <p class="ends"><span>{day_text(days[0][0])}</span><span>today</span></p>
      <details>
        <summary>Each day in figures</summary>
{_table(days)}      </details>
    </section>
"""


def _share(history: AddressHistory) -> str:
    if not history.checks:
        return f"No check in the last {MAX_DAYS} days has a result."
    checks = count(history.checks, "check", "checks")
    days = count(sum(day.checks > 0 for day in history.days.values()), "day", "days")
    return f"<b>{percent_text(history.checks, history.failed)}</b> of {checks} in {days} succeeded."


def _kind(day: DayHistory, unwatched: timedelta, max_age: timedelta) -> str:
    """The class of a day's bar."""
    if day.failed:
        return "down"
    if not day.checks:
        return "unwatched"
    return "up" if unwatched <= max_age else "partly"


def _summary(kinds: Sequence[str]) -> str:
    names = {
        "up": "every check succeeded",
        "down": "checks failed",
        "partly": "watched in part",
        "unwatched": "not watched",
    }
    found = [f"{names[kind]} on {count(kinds.count(kind), 'day', 'days')}" for kind in names if kind in kinds]
    return f"{len(kinds)} days: {', '.join(found)}. The table has each day."


def _day_text(day: DayHistory, unwatched: timedelta, max_age: timedelta) -> str:
    if not day.checks:
        return "not watched"
    failed = f"{day.failed:,} failed" if day.failed else "none failed"
    gap = f", not watched for {format_duration(unwatched)}" if unwatched > max_age else ""
    return f"{count(day.checks, 'check', 'checks')}, {failed}{gap}"


def _table(days: Sequence[tuple[date, DayHistory, timedelta]]) -> str:
    headers = "".join(f'<th scope="col">{text}</th>' for text in ("Day", "Checks", "Failed", "Not watched"))
    rows = "".join(
        f'            <tr><th scope="row">{date:%-d %b %Y}</th><td>{day.checks:,}</td><td>{day.failed:,}</td>'
        f"<td>{format_duration(unwatched) if unwatched >= timedelta(minutes=1) else '–'}</td></tr>\n"
        for date, day, unwatched in reversed(days)
    )
    return f"""\
        <table>
          <thead><tr>{headers}</tr></thead>
          <tbody>
{rows}          </tbody>
        </table>
"""


def _incidents(histories: Sequence[AddressHistory], now: datetime) -> str:
    """The newest first. Where several addresses failed in the same checks for the same reasons, it is one incident."""
    groups: dict[tuple[datetime, datetime | None, str], list[str]] = {}
    for incident in (one for history in histories for one in history.incidents):
        key = incident.began, incident.ended, " and ".join(incident.reasons)
        groups.setdefault(key, []).append(address_of(incident.url))
    if not groups:
        return f"      <p>No check has failed in the last {MAX_DAYS} days.</p>\n"
    shown = sorted(groups.items(), key=lambda group: group[0][0], reverse=True)[:MAX_INCIDENTS]
    items = "".join(_incident(*key, addresses, now) for key, addresses in shown)
    hidden = sum(history.incident_count for history in histories) - sum(len(addresses) for _, addresses in shown)
    more = f"      <p>Earlier ones are not listed: {hidden:,}.</p>\n" if hidden else ""
    return f'      <ol class="incidents">\n{items}      </ol>\n{more}'


def _incident(began: datetime, ended: datetime | None, reasons: str, addresses: Sequence[str], now: datetime) -> str:
    lasted = format_duration(ended - began) if ended else f"{format_duration(now - began)} so far"
    return f"""\
        <li>
          <h3>{span_text(began, ended)}</h3>
          <p>{escape(" and ".join(addresses))} {escape(reasons)}. <span class="soft">({lasted})</span></p>
        </li>
"""
