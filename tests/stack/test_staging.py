"""Staging beside production on one engine: the same but for its name, port, hosts and secrets."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.kept import ROOT
from tests.stack.asking import MATCH, ask
from tests.stack.changed import sql
from tests.stack.composed import STAGING, composed
from tests.stack.engine import docker
from tests.stack.stack import SECRETS, Stack, free_port, make_secrets

NAME = "toponaut-test-staging"


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Every value of a configuration by its path, like services.web.image."""
    if isinstance(value, list):
        value = dict(enumerate(value))
    if not isinstance(value, dict):
        return {path: value}
    inner = [leaves(part, f"{path}.{name}".lstrip(".")) for name, part in value.items()]
    return {key: leaf for part in inner for key, leaf in part.items()}


def test_its_file_changes_nothing_else() -> None:
    secrets = {f"secrets.{name}.file": f"/staging/{name}" for name in SECRETS}
    environ = {
        "STAGING_SECRETS_DIR": "/staging",
        "STAGING_ALLOWED_HOSTS": "staging.example",
        "STAGING_MONITOR_URLS": "https://toponaut.example/",
        "STAGING_DEADMAN_URL": "https://switch.example/",
    }
    usual, staging = (leaves(composed(*files, **environ)) for files in ((), STAGING))
    assert set(usual) == set(staging)
    different = {path: staging[path] for path in usual if usual[path] != staging[path]}
    (history,) = [path for path, value in different.items() if str(value).startswith(str(ROOT))]
    assert history.startswith("services.web.volumes.")
    assert different.pop(history) == str(ROOT / "var" / "releases-staging")
    names = {path: different.pop(path) for path in list(different) if path.split(".")[-1] == "name"}
    assert different == {
        "services.nginx.ports.0.published": "8081",
        "services.web.environment.ALLOWED_HOSTS": "staging.example",
        "services.migrate.environment.ALLOWED_HOSTS": "staging.example",
        "services.backup.environment.BACKUP_PREFIX": "staging",
        "services.monitor.environment.ALLOWED_HOSTS": "staging.example",
        "services.monitor.environment.MONITOR_URLS": "https://toponaut.example/",
        "services.monitor.environment.DEADMAN_URL": "https://switch.example/",
        **secrets,
    }
    assert names["name"] == "toponaut-staging"
    assert all(name.startswith("toponaut-staging") for name in names.values())


@pytest.fixture(scope="module")
def staging(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder = tmp_path_factory.mktemp("staging")
    project = Stack(NAME, folder, *STAGING)
    port = free_port()
    project.environ |= {
        "STAGING_HTTP_PORT": str(port),
        "STAGING_SECRETS_DIR": str(make_secrets(folder / "staging")),
        "STAGING_ALLOWED_HOSTS": "staging.example,localhost",
    }
    try:
        project.down()
        project.up()
        project.port = port
        yield project
    finally:
        project.down()


def test_both_answer(stack: Stack, staging: Stack) -> None:
    assert stack.port != staging.port
    answers = [
        ask(one, path, headers={"Host": "localhost"})
        for one in (stack, staging)
        for path in ("/healthz", "/quizzes/us", f"{MATCH}Paris")
    ]
    assert [answer.status for answer in answers] == [200] * 6
    assert answers[2].body == answers[5].body


def test_each_has_its_own_hosts(stack: Stack, staging: Stack) -> None:
    assert [ask(one, "/", headers={"Host": "staging.example"}).status for one in (stack, staging)] == [400, 200]


def test_each_has_its_own_data(stack: Stack, staging: Stack) -> None:
    sql(staging, "CREATE TABLE only_here ()")
    there = "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'"
    assert (sql(stack, there), sql(staging, there)) == ("0", "1")
    for one in (stack, staging):
        one.exec("redis", "redis-cli", "set", "whose", one.project)
    assert [one.exec("redis", "redis-cli", "get", "whose").strip() for one in (stack, staging)] == [
        stack.project,
        staging.project,
    ]


def test_they_share_no_volume_network_or_secret(stack: Stack, staging: Stack) -> None:
    for kind in ("volume", "network"):
        listed = [
            set(docker(kind, "ls", "--quiet", "--filter", f"label=com.docker.compose.project={one.project}").split())
            for one in (stack, staging)
        ]
        assert all(listed)
        assert not listed[0] & listed[1]
    secrets = [one.exec("web", "sh", "-c", "cat /run/secrets/*") for one in (stack, staging)]
    assert secrets[0] != secrets[1]
