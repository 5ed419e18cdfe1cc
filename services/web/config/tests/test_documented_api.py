"""Whatever is asked of the API, the answer is one that its OpenAPI document describes, and never a 5xx.

schemathesis asks: what the document allows, what it forbids, and what lies at the border; the same in each run.
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

set_hypothesis_home_dir(VAR_DIR / "hypothesis")  # else it makes a folder in the checkout
document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)

fuzzed = settings(
    max_examples=50,  # for each operation, beside as many at the borders: 10 s of one core in all
    derandomize=True,
    database=None,
    deadline=None,  # the first request of all fills caches
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # one transaction around all examples is meant
)


@pytest.fixture(autouse=True)
def _connection_of_the_test() -> Iterator[None]:
    """The site closes connections with odd settings around each request: a test's, which is inside a transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@document.parametrize()
@fuzzed
def test_an_answer_is_a_documented_one(case: Case[Any]) -> None:
    # The document cannot say which quizzes there are, which places lie in them, and what time it is.
    case.call_and_validate(excluded_checks=[checks.positive_data_acceptance])


# Most requests of above fail for want of these: a quiz or play that exists, its secret, and a body that is right but
# for one field, which stays as it was made up.
DOCUMENTED = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
made_up = cycle([None, "quiz", "places", "started", "ended", "mode", "data_version", "revision", "added", "removed"])


@pytest.fixture
def successes() -> Iterator[list[int]]:
    """Statuses of 2xx, of which there must be some in the end."""
    statuses: list[int] = []
    yield statuses
    assert statuses


@document.include(path_regex="{|plays").parametrize()
@fuzzed
def test_so_is_that_for_quizzes_and_plays_that_exist(case: Case[Any], successes: list[int]) -> None:
    play, _ = saving.create(key=KEY, sent=NewPlay(**play_body()))  # anew where the example before has deleted it
    there = {"slug": "us", "play_id": play.id}
    case.path_parameters = {name: there[name] for name in case.path_parameters}
    case.headers["Authorization"] = f"Bearer {play_secret.secret_from_key(KEY)}"
    if isinstance(case.body, dict):
        right = change_body(revision=play.revision) if case.method == "PATCH" else play_body(revision=play.revision)
        left = next(made_up)
        case.body |= {name: value for name, value in right.items() if name != left}
    response = case.call_and_validate(checks=DOCUMENTED)
    if response.status_code < 300:
        successes.append(response.status_code)
