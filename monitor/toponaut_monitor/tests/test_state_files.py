"""state.json: written and read again, including the content that running installations have."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from toponaut_monitor.incidents import Announced, Incident, Problem
from toponaut_monitor.state_files import ChannelState, MonitorState, TargetState, read_state, write_state

AT = datetime(2026, 11, 25, tzinfo=UTC)
URL = "https://toponaut.example/"
PROBLEM = {"key": f"down:{URL}", "text": "is down", "over": "is up again", "event": False}
INCIDENT = {"problem": PROBLEM, "since": "2026-11-25T00:00:00Z", "well_since": None, "unsteady": True}
TOLD = {"told": "2026-11-25T00:00:00Z", "end_told": False, "error": None}
COMMON = {
    "first_round": "2026-11-25T00:00:00Z",
    "targets": {URL: {"state": "down", "since": "2026-11-25T00:00:00Z"}},
}
STORED = COMMON | {
    "incidents": {f"down:{URL}": INCIDENT | {"channels": {"log": TOLD, "sms": TOLD}}},
    "channels": {"sms": {"day": "2026-11-25", "sent": 1, "failed": 0, "all_is_well": None}},
}
STORED_BEFORE_CHANNELS = COMMON | {
    "incidents": {f"down:{URL}": INCIDENT | TOLD | {"sent": "2026-11-25T00:00:00Z"}},
    "sms_day": "2026-11-25",
    "sms_count": 1,
}
STATE = MonitorState(
    first_round=AT,
    targets={URL: TargetState("down", AT)},
    incidents={
        f"down:{URL}": Incident(
            Problem(f"down:{URL}", "is down", "is up again"),
            AT,
            flapping=True,
            announced={"log": Announced(AT), "sms": Announced(AT)},
        )
    },
    channels={"sms": ChannelState("2026-11-25", 1)},
)


def test_keys_of_the_file_do_not_change(tmp_path: Path) -> None:
    write_state(tmp_path, STATE)
    assert json.loads((tmp_path / "state.json").read_bytes()) == STORED
    assert read_state(tmp_path, AT) == STATE


def test_file_of_a_release_that_only_knew_sms_is_read(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text(json.dumps(STORED_BEFORE_CHANNELS))
    assert read_state(tmp_path, AT) == STATE


def test_problem_that_returned_is_read_back_unchanged(tmp_path: Path) -> None:
    incident = Incident(Problem("disk", "full"), AT, flapping=True, announced={"sms": Announced(returned=True)})
    state = replace(STATE, incidents={"disk": incident})
    write_state(tmp_path, state)
    assert read_state(tmp_path, AT) == state


def test_ended_event_is_read_back_unchanged(tmp_path: Path) -> None:
    event = Incident(
        Problem("impossible:1", "impossible", one_off=True),
        AT,
        ended=AT,
        announced={"email": Announced(end_alerted=True, error="refused")},
    )
    state = replace(STATE, incidents={"impossible:1": event})
    write_state(tmp_path, state)
    assert read_state(tmp_path, AT) == state
