"""`make tls`: what it writes into .env and restarts, and what it refuses."""

import pytest

from scripts.tests.fake_docker_machine import FakeDockerMachine

pytestmark = pytest.mark.slow

DOMAIN = "toponaut.example"


@pytest.fixture
def server(stack: FakeDockerMachine) -> FakeDockerMachine:
    """A server where v1.4.0 runs."""
    stack.set_up_production()
    return stack


def turn_on(server: FakeDockerMachine, **environ: str) -> dict[str, str]:
    """Run it with ports that are free; returns .env."""
    usual = {"DOMAIN": DOMAIN, "RUNNING_IMAGE": "toponaut/web:v1.4.0"}
    run = server.run("stack/tls", **(usual | environ))
    assert run.returncode == 0, run.stderr
    return settings(server)


def settings(server: FakeDockerMachine) -> dict[str, str]:
    lines = server.dotenv.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


@pytest.fixture
def ports(free_port: str) -> dict[str, str]:
    return {"HTTP_PORT": free_port, "HTTPS_PORT": str(int(free_port) - 1 if int(free_port) > 2000 else 2000)}


def test_settings_are_written_and_others_stay(server: FakeDockerMachine, ports: dict[str, str]) -> None:
    before = settings(server)
    after = turn_on(server, **ports, EMAIL="ada@toponaut.example")
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    assert changed == {
        **ports,
        "TLS_DOMAIN": DOMAIN,
        "ALLOWED_HOSTS": DOMAIN,
        "HTTP_ADDRESS": "0.0.0.0",
        "HSTS_SECONDS": "31536000",
        "ACME_EMAIL": "ada@toponaut.example",
        "COMPOSE_FILE": "compose.yaml:nginx/compose.https.yaml",
        "TAG": "v1.4.0",
    }
    again = turn_on(server, DOMAIN=f"{DOMAIN}, WWW.{DOMAIN}")
    assert again == after | {"TLS_DOMAIN": f"{DOMAIN},www.{DOMAIN}", "ALLOWED_HOSTS": f"{DOMAIN},www.{DOMAIN}"}


def test_what_has_changed_is_started_and_a_certificate_is_asked_for(
    server: FakeDockerMachine, ports: dict[str, str]
) -> None:
    usual = {"RUNNING_IMAGE": "toponaut/web:v1.4.0", "TAG": "v1.4.0"}
    assert server.run("stack/up", **ports, **usual).returncode == 0
    turn_on(server, **ports)
    files = "compose -f compose.yaml -f nginx/compose.https.yaml"
    assert server.start_calls()[1:] == [f"{files} up -d --no-build --wait"]
    assert server.docker_calls()[-1].endswith("exec -T acme certificate renew now")


def test_defaults_are_the_usual_ports(server: FakeDockerMachine) -> None:
    after = turn_on(server, STACK_STOPPED="1")
    assert (after["HTTP_PORT"], after["HTTPS_PORT"], after["HTTP_ADDRESS"]) == ("80", "443", "0.0.0.0")
    assert not server.started()


def test_failure_says_what_to_look_at(server: FakeDockerMachine, ports: dict[str, str]) -> None:
    run = server.run("stack/tls", DOMAIN=DOMAIN, **ports, RUNNING_IMAGE="toponaut/web:v1.4.0", CERTIFICATE_EXIT="1")
    assert run.returncode == 1
    assert "Does the name lead to this server, and port 80 from outside? Then: make tls DOMAIN=" in run.stderr


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({}, "DOMAIN is missing: make tls DOMAIN=toponaut.example"),
        ({"DOMAIN": "localhost"}, "'localhost' is not a domain name"),
        ({"DOMAIN": "192.0.2.7"}, "'192.0.2.7' is not a domain name"),
        ({"DOMAIN": "https://toponaut.example"}, "'https://toponaut.example' is not a domain name"),
        ({"DOMAIN": "toponaut.example,a_b.example"}, "'a_b.example' is not a domain name"),
        ({"DOMAIN": "toponaut.example;id"}, "is not a domain name"),
        ({"DOMAIN": "*.toponaut.example"}, "needs DNS"),
        ({"DOMAIN": DOMAIN, "EMAIL": "ada"}, "EMAIL='ada' is not an e-mail address"),
        ({"DOMAIN": DOMAIN, "ENV": "staging"}, "Staging has no certificate of its own"),
    ],
)
def test_refused_without_a_change(server: FakeDockerMachine, environ: dict[str, str], words: str) -> None:
    before = server.dotenv.read_text()
    assert words in server.refusal("stack/tls", **environ)
    assert server.dotenv.read_text() == before


def test_refused_without_dotenv(stack: FakeDockerMachine) -> None:
    assert "There is no .env: run `make secrets` once" in stack.refusal("stack/tls", DOMAIN=DOMAIN)
