"""The OpenAPI document describes every response of the API, and no response is a 5xx.

schemathesis generates the requests: valid ones, invalid ones, and edge cases; the same in each run.
"""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir
from schemathesis import Case, checks

from config.settings import VAR_DIR
from config.wsgi import application
from plays import play_secret, saving
from plays.schemas import NewPlay
from plays.tests.factories import KEY, change_body, play_body

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

set_hypothesis_home_dir(VAR_DIR / "hypothesis")  # by default it creates a folder in the checkout
document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)

fuzzed = settings(
    max_examples=50,  # for each operation, besides as many edge cases: 10 s of one core in all
    derandomize=True,
    database=None,
    deadline=None,  # the very first request fills caches
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # all examples are meant to share one transaction
)


@pytest.fixture(autouse=True)
def _keep_test_connection() -> Iterator[None]:
    """Django closes connections around each request. That would end the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@document.parametrize()
@fuzzed
def test_every_response_is_documented(case: Case[Any]) -> None:
    # The document cannot say which quizzes exist, which places are in them, and what time it is.
    case.call_and_validate(excluded_checks=[checks.positive_data_acceptance])


# Most requests of the test above fail early. This one uses an existing quiz and play, its secret, and a body that is
# valid except for one field, which stays as it was generated.
RESPONSE_CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
generated_field = cycle(
    [None, "quiz", "places", "started", "ended", "mode", "data_version", "revision", "added", "removed"]
)


@pytest.fixture
def successes() -> Iterator[list[int]]:
    """Collects 2xx statuses. Fails at the end if there were none."""
    statuses: list[int] = []
    yield statuses
    assert statuses


@document.include(path_regex="{|plays").parametrize()
@fuzzed
def test_every_response_for_an_existing_quiz_and_play_is_documented(case: Case[Any], successes: list[int]) -> None:
    # Saved for each example, because the previous one may have deleted it.
    play, _ = saving.create(key=KEY, sent=NewPlay(**play_body()), network="a network")
    existing = {"slug": "us", "play_id": play.id}
    case.path_parameters = {name: existing[name] for name in case.path_parameters}
    case.headers["Authorization"] = f"Bearer {play_secret.secret_from_key(KEY)}"
    if isinstance(case.body, dict):
        valid = change_body(revision=play.revision) if case.method == "PATCH" else play_body(revision=play.revision)
        kept = next(generated_field)
        case.body |= {name: value for name, value in valid.items() if name != kept}
    response = case.call_and_validate(checks=RESPONSE_CHECKS)
    if response.status_code < 300:
        successes.append(response.status_code)
