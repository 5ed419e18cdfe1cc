"""What is due goes out: into the log, and in one SMS where that is configured. What did not go out stays due."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from toponaut_monitor import sms
from toponaut_monitor.errors import MonitorError, NotSent, Unconfigured
from toponaut_monitor.incidents import due, failed, told
from toponaut_monitor.settings import Settings
from toponaut_monitor.state import State, write_state

MOST_A_DAY = 20  # SMS: whatever happens, it costs no more
LONGEST = 480  # characters, three parts of an SMS; the log has all

Say = Callable[[str], object]
Sleep = Callable[[float], object]


def tell(settings: Settings, state: State, now: datetime, *, say: Say = print, sleep: Sleep = time.sleep) -> State:
    """The state after it, which is written down at once: a kill in the next moment must not tell it twice."""
    texts = {key: text for key, one in state.incidents.items() if (text := due(one, now))}
    if not texts:
        return state
    for text in texts.values():
        say(f"monitor: ALERT {text}")
    try:
        after = _by_sms(settings, state, texts, now, sleep)
    except Unconfigured:
        after = _marked(state, texts, now, by_sms=False)
    except MonitorError as problem:
        say(f"monitor: the SMS could not be sent, and is tried again: {problem}")
        incidents = {key: failed(one, str(problem)) if key in texts else one for key, one in state.incidents.items()}
        after = replace(state, incidents=incidents)
    write_state(settings.state, after)
    return after


def untold(state: State, now: datetime) -> list[str]:
    """Keys of what should have been told and was not."""
    return [key for key, one in state.incidents.items() if due(one, now)]


def _by_sms(settings: Settings, state: State, texts: dict[str, str], now: datetime, sleep: Sleep) -> State:
    way, day = settings.twilio(), f"{now:%Y-%m-%d}"
    count = state.sms_count if state.sms_day == day else 0
    if count >= MOST_A_DAY:
        raise NotSent(f"the {MOST_A_DAY} SMS of this day are used up.")
    sms.send(way, body(settings, list(texts.values())), sleep=sleep)
    return replace(_marked(state, texts, now, by_sms=True), sms_day=day, sms_count=count + 1)


def _marked(state: State, texts: dict[str, str], now: datetime, *, by_sms: bool) -> State:
    incidents = {key: told(one, now, by_sms=by_sms) if key in texts else one for key, one in state.incidents.items()}
    return replace(state, incidents=incidents)


def body(settings: Settings, texts: list[str]) -> str:
    """All of a round in one message."""
    text = f"Toponaut {settings.host}: " + "; ".join(texts)
    more = f" … ({len(texts)} in all)"
    return text if len(text) <= LONGEST else text[: LONGEST - len(more)] + more
