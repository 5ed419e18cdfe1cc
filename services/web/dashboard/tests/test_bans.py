"""The dashboard lists who is banned. Invalid files do not break it."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from dashboard.bans import MAX_SHOWN, read_bans
from dashboard.tests.factories import make_operator, sign_in, signed_in_client

SINCE = 1_795_000_000


@pytest.fixture
def banned(tmp_path: Path, settings: Settings) -> Path:
    """The folder with a file for each network."""
    settings.BANS_DIR = str(tmp_path)
    folder = tmp_path / "banned"
    folder.mkdir()
    return folder


def ban(banned: Path, network: str, *lines: str) -> None:
    (banned / network).write_text("".join(f"{line}\n" for line in lines))


@pytest.mark.django_db
def test_networks_are_listed_with_reason_and_end(banned: Path) -> None:
    ban(banned, "203.0.113.7", f"scanner {SINCE} {SINCE + 900}")
    ban(banned, "2001:db8:7:8::", f"rate_limit {SINCE + 60} {SINCE + 960}", f"sign_in {SINCE} {SINCE + 900}")
    page = signed_in_client().get("/dashboard/").content.decode()
    assert "Banned networks: 2." in page
    assert [page.count(words) for words in ("203.0.113.7", "2001:db8:7:8::", "looked for holes")] == [1, 2, 1]


@pytest.mark.django_db
def test_without_bans_or_without_fail2ban_the_page_says_so(banned: Path, settings: Settings) -> None:
    client = signed_in_client()
    assert "Nobody is banned." in client.get("/dashboard/").content.decode()
    settings.BANS_DIR = ""
    assert "Nobody is ever banned" in client.get("/dashboard/").content.decode()


def test_the_newest_are_shown_and_all_are_counted(banned: Path) -> None:
    for number in range(30):
        ban(banned, f"203.0.113.{number}", f"scanner {SINCE + number} {SINCE + 900}")
    bans = read_bans(str(banned.parent))
    assert bans
    assert (bans.networks, len(bans.newest)) == (30, MAX_SHOWN)
    assert bans.newest[0].network == "203.0.113.29"


def test_what_cannot_be_read_is_left_out(banned: Path) -> None:
    ban(banned, "203.0.113.7", "scanner", "", "scanner yesterday tomorrow", f"future_kind {SINCE} {SINCE}")
    ban(banned, ".new", f"scanner {SINCE} {SINCE}")
    (banned / "203.0.113.8").mkdir()
    bans = read_bans(str(banned.parent))
    assert bans
    assert [(one.network, one.reason) for one in bans.newest] == [("203.0.113.7", "future_kind")]
    assert read_bans(str(banned / "missing")) is None


@pytest.mark.django_db
def test_failed_sign_ins_are_marked_for_nginx() -> None:
    """nginx counts them, and does not pass the header on."""
    make_operator()
    client = Client()
    wrong = [sign_in(client, "ada", "another password") for _ in range(12)]
    assert {response.status_code for response in wrong} == {403, 429}
    assert {response["X-Failed-Sign-In"] for response in wrong} == {"1"}
    form, success = client.get("/dashboard/login"), sign_in(client, "ada")
    assert not form.has_header("X-Failed-Sign-In")
    assert success.status_code in {302, 429}
    right = Client()
    assert not right.get("/dashboard/").has_header("X-Failed-Sign-In")


@pytest.mark.django_db
def test_successful_sign_in_is_not_marked() -> None:
    make_operator()
    response = sign_in(Client(), "ada")
    assert response.status_code == 302
    assert not response.has_header("X-Failed-Sign-In")
