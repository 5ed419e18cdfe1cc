"""Probes of the watched addresses become days and outages."""

import json
from pathlib import Path

from dashboard import uptime
from dashboard.tests.monitor_files import NOW

A, B = "https://a.example/", "https://b.example/"
HEADER = "at,target,ok,status,seconds,certificate_days,reason"


def targets_of(folder: Path, *rows: str) -> list[uptime.UptimeTarget]:
    (folder / "uptime-2026-11.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    return uptime.targets(str(folder), NOW)


def test_successful_probes_make_no_outage(tmp_path: Path) -> None:
    (target,) = targets_of(
        tmp_path, f"2026-11-25T02:00:00Z,{A},1,200,0.05,61,", f"2026-11-25T01:45:00Z,{A},1,200,0.04,61,"
    )
    assert (target.up, target.percent, target.outages, target.certificate_days) == (True, 100, [], 61)
    assert len(target.days) == uptime.DAYS
    assert [day.probes for day in target.days.values()][-2:] == [0, 2]


def test_an_address_has_the_issuer_of_its_certificate(tmp_path: Path) -> None:
    rows = [f"2026-11-25T02:00:00Z,{url},1,200,0.05,61," for url in (A, B)]
    for targets in ([{"url": A, "certificate_issuer": "Let's Encrypt"}, {"url": B}, 7], None):
        (tmp_path / "status.json").write_text(json.dumps({"targets": targets}))
        issuers = [target.certificate_issuer for target in targets_of(tmp_path, *rows)]
        assert issuers == (["Let's Encrypt", ""] if targets else ["", ""])


def test_an_outage_lasts_from_the_first_failure_to_the_next_success(tmp_path: Path) -> None:
    a, b = targets_of(
        tmp_path,
        f"2026-11-24T23:30:00Z,{A},1,200,0.05,61,",
        f"2026-11-24T23:45:00Z,{A},0,503,0.05,61,answered 503",
        f'2026-11-25T00:00:00Z,{A},0,,,,"no connection, twice"',
        f"2026-11-25T00:15:00Z,{A},1,200,0.05,61,",
        f"2026-11-25T00:15:00Z,{B},0,,,,no connection",
    )
    (outage,) = a.outages
    assert (outage.minutes, outage.reason) == (30, "answered 503")
    assert (a.up, a.percent) == (True, 50.0)
    assert [day.failed_share for day in a.days.values()][-2:] == [0.5, 0.5]
    assert (b.up, b.outages[0].end, b.outages[0].minutes) == (False, None, None)


def test_a_single_failure_is_not_rounded_to_100_percent() -> None:
    assert uptime.UptimeTarget(A, {}, probes=100_000, failed=1).percent == 99.99


def test_without_probes_there_are_no_targets(tmp_path: Path) -> None:
    assert targets_of(tmp_path) == []
    assert uptime.targets("", NOW) == []
