"""The dashboard behind nginx: its pages are never cached, and login attempts have their own rate limit."""

import re
import subprocess
from collections import Counter
from urllib.parse import urlencode

from tests.stack.harness.http import Response, request
from tests.stack.harness.stack import Stack

LOGIN_PATH = "/dashboard/login"
PASSWORD = "a Sextant & 3 charts"
FORM_HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}


def cookies(response: Response) -> dict[str, str]:
    """The cookies that a response sets, without their attributes."""
    lines = response.headers.get_all("Set-Cookie") or []
    return dict(line.split(";")[0].split("=", 1) for line in lines)


def sign_in(stack: Stack, name: str, device: str = "") -> Response:
    """`device`: the cookie of a device on which somebody has signed in."""
    form = request(stack, LOGIN_PATH)
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', form.body)
    assert token
    fields = urlencode({"csrfmiddlewaretoken": token[1].decode(), "name": name, "password": PASSWORD})
    cookie = f"csrftoken={cookies(form)['csrftoken']}; operator_device={device}"
    return request(stack, LOGIN_PATH, method="POST", body=fields.encode(), headers={**FORM_HEADERS, "Cookie": cookie})


def run_operator(stack: Stack, name: str, option: str) -> str:
    """The output of `manage.py operator`, with the password on a pipe."""
    command = ["docker", "compose", "--project-name", stack.project, "--file", "compose.yaml"]
    command += ["run", "--rm", "--no-deps", "-T", "migrate", "python", "manage.py", "operator", option, "--", name]
    run = subprocess.run(command, env=stack.environ, input=f"{PASSWORD}\n", capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_operator_account_can_log_in(stack: Stack) -> None:
    assert "Created the operator grace" in run_operator(stack, "grace", "--totp")
    assert sign_in(stack, "grace").status == 403  # the one-time code is missing
    run_operator(stack, "grace", "--no-totp")
    response = sign_in(stack, "grace")
    assert (response.status, response.headers["Location"]) == (302, "/dashboard/")
    page = request(stack, "/dashboard/", headers={"Cookie": f"sessionid={cookies(response)['sessionid']}"})
    assert (page.status, page.cache) == (200, "")
    assert b"Dashboard" in page.body
    assert request(stack, "/dashboard/").headers["Location"] == LOGIN_PATH  # not served from the cache


def test_public_pages_are_cached_even_with_a_cookie(stack: Stack) -> None:
    request(stack, "/privacy")
    response = request(stack, "/privacy", headers={"Cookie": "sessionid=x"})
    assert response.cache == "HIT"
    assert response.headers.get("Set-Cookie") is None


def test_login_attempts_have_a_rate_limit_that_spares_known_devices(stack: Stack) -> None:
    run_operator(stack, "ada", "--no-totp")
    device = cookies(sign_in(stack, "ada"))["operator_device"]
    responses = [request(stack, LOGIN_PATH, method="POST", body=b"name=eve", headers=FORM_HEADERS) for _ in range(30)]
    assert set(Counter(response.status for response in responses)) == {403, 429}
    assert next(response for response in responses if response.status == 429).is_page
    assert request(stack, LOGIN_PATH).status == 200  # the form and all other pages are not limited
    assert request(stack, "/privacy").status == 200
    assert sign_in(stack, "ada").status == 429
    assert sign_in(stack, "ada", device).status == 302
