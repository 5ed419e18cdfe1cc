"""GET /plays/<id>: the public answer, with the stored score and the current one."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from places.models import Place
from plays.conftest import NEXT_VERSION
from plays.schemas import PlayDetail
from plays.tests.factories import (
    AMERICAN,
    CHICAGO,
    ENDED,
    LOS_ANGELES,
    NEW_YORK,
    PLAYS,
    STARTED,
    create_play,
    get_play,
    play_body,
    send,
)
from quizzes.models import Quiz
from quizzes.tests.client import visitor

pytestmark = pytest.mark.django_db


def test_the_answer_has_all_fields() -> None:
    play = create_play(mode="every")
    score = {field: play[field] for field in ("data_version", "count", "population", "quiz_places", "quiz_population")}
    answer = get_play(play["id"])
    assert answer == score | {
        "id": play["id"], "url": play["url"], "quiz": "us", "title": "United States", "mode": "every",
        "started": STARTED, "ended": ENDED, "saved": answer["saved"], "changed": answer["changed"], "revision": 1,
        "now": score, "places": answer["places"],
    }  # fmt: skip
    assert [place["id"] for place in answer["places"]] == AMERICAN
    assert answer["places"][2] == {
        "id": CHICAGO, "name": "Chicago", "region": "Illinois", "country": "US", "lat": 41.85003, "lon": -87.65005,
        "population": 2664452, "status": "counted",
    }  # fmt: skip


def test_the_answer_fits_the_schema() -> None:
    answer = get_play(create_play()["id"])
    assert set(answer) == set(PlayDetail.model_fields)
    PlayDetail.model_validate(answer)


def test_the_answer_contains_no_secret() -> None:
    play = create_play()
    content = send("GET", f"{PLAYS}/{play['id']}").content.decode()
    assert play["secret"] not in content
    assert "secret" not in content
    assert "hash" not in content


def test_a_place_that_left_the_data_has_status_left(new_data: Callable[[], None]) -> None:
    play = create_play()
    Place.objects.filter(id=CHICAGO).update(retired=True)
    new_data()
    answer = get_play(play["id"])
    assert [place["status"] for place in answer["places"]] == ["counted", "counted", "left"]
    assert answer["places"][2]["name"] == "Chicago"
    assert (answer["count"], answer["data_version"]) == (3, play["data_version"])
    assert answer["now"] == {
        "data_version": NEXT_VERSION,
        "count": 2,
        "population": sum(place["population"] for place in answer["places"][:2]),
        "quiz_places": play["quiz_places"],
        "quiz_population": play["quiz_population"],
    }


@pytest.mark.parametrize("change", [{"section": True}, {"country": "CA", "region": "CA.08"}])
def test_a_place_outside_the_quiz_has_status_elsewhere(change: dict[str, object], new_data: Callable[[], None]) -> None:
    play = create_play()
    Place.objects.filter(id=NEW_YORK).update(**change)
    new_data()
    answer = get_play(play["id"])
    assert [place["status"] for place in answer["places"]] == ["elsewhere", "counted", "counted"]
    assert answer["now"]["count"] == 2


def test_such_places_may_be_saved_again_and_are_scored_under_the_new_data(new_data: Callable[[], None]) -> None:
    play = create_play()
    Place.objects.filter(id=CHICAGO).update(retired=True)
    Place.objects.filter(id=NEW_YORK).update(section=True)
    new_data()
    body = play_body(revision=1, places=[CHICAGO, NEW_YORK, LOS_ANGELES])
    response = send("PUT", f"{PLAYS}/{play['id']}", body, secret=play["secret"])
    assert response.status_code == 200
    assert (response.json()["count"], response.json()["data_version"]) == (1, NEXT_VERSION)
    refused = send("POST", PLAYS, body)
    assert refused.json()["error"]["places"] == [CHICAGO, NEW_YORK]


def test_a_play_remains_if_its_quiz_left_the_catalogue(new_data: Callable[[], None]) -> None:
    play = create_play()
    Quiz.objects.filter(slug="us").delete()
    new_data()
    answer = get_play(play["id"])
    assert (answer["title"], answer["count"]) == ("us", 3)
    assert answer["now"] == {
        "data_version": NEXT_VERSION, "count": 0, "population": 0, "quiz_places": 0, "quiz_population": 0,
    }  # fmt: skip
    assert {place["status"] for place in answer["places"]} == {"elsewhere"}


def test_browsers_revalidate_the_answer() -> None:
    response = send("GET", f"{PLAYS}/{create_play()['id']}")
    assert response["Cache-Control"] == "no-cache"
    assert "X-Accel-Expires" not in response
    assert "cookie" not in response.get("Vary", "").lower()
    assert not response.cookies


def test_an_unchanged_play_gets_304_without_a_query_for_places(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    path = f"{PLAYS}/{create_play()['id']}"
    whole = send("GET", path)
    with django_assert_num_queries(2) as queries:  # the play, the data's version
        response = visitor().get(path, headers={"If-None-Match": whole["ETag"]})
    assert (response.status_code, response.content) == (304, b"")
    assert (response["ETag"], response["Cache-Control"]) == (whole["ETag"], "no-cache")
    assert not [query for query in queries.captured_queries if "places_place" in query["sql"]]
    assert visitor().get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_save_a_release_and_a_data_load_change_the_etag(new_data: Callable[[], None], settings: Settings) -> None:
    play = create_play()
    path = f"{PLAYS}/{play['id']}"
    etags = {send("GET", path)["ETag"]}
    send("PUT", path, play_body(revision=1), secret=play["secret"])
    etags.add(send("GET", path)["ETag"])
    settings.BUILD_ID = "9.9.9"
    etags.add(send("GET", path)["ETag"])
    new_data()
    etags.add(send("GET", path)["ETag"])
    assert len(etags) == 4


def test_head_is_get_without_the_body() -> None:
    path = f"{PLAYS}/{create_play()['id']}"
    whole, head = send("GET", path), send("HEAD", path)
    assert (head.status_code, head.content) == (200, b"")
    assert (head["ETag"], head["Content-Length"]) == (whole["ETag"], str(len(whole.content)))
