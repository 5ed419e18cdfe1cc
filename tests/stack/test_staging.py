"""Staging beside production on one engine: it differs only in its name, port, hosts and secrets.

The tests deploy to it from a registry, as an operator does, and fill it from production's backup.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.fake_s3 import s3_server
from tests.paths import ROOT
from tests.stack.harness.backup import output_of, run_backup, use_bucket
from tests.stack.harness.changes import compose_environment, sql, start_times
from tests.stack.harness.checkout import Checkout
from tests.stack.harness.compose_config import STAGING, compose_config
from tests.stack.harness.docker import docker
from tests.stack.harness.http import MATCH_PATH, request
from tests.stack.harness.loaded_database import copy_loaded_database
from tests.stack.harness.registry import registry
from tests.stack.harness.stack import SECRETS, SERVICES, TAG, Stack, free_port, make_secrets
from tests.stack.test_saved_plays import delete, save

PROJECT = "toponaut-test-staging"
FIRST, NEXT = "s1", "s2"
INSERT_ACCOUNT = (
    "INSERT INTO auth_user (username, password, first_name, last_name, email, is_superuser, is_staff, is_active,"
    " date_joined) VALUES ('ada', 'a hash', '', '', '', false, false, true, now())"
)


def flattened(value: Any, path: str = "") -> dict[str, Any]:
    """Every value of a configuration by its path, like services.web.image."""
    if isinstance(value, list):
        value = dict(enumerate(value))
    if not isinstance(value, dict):
        return {path: value}
    inner = [flattened(part, f"{path}.{name}".lstrip(".")) for name, part in value.items()]
    return {key: leaf for part in inner for key, leaf in part.items()}


def test_staging_file_changes_only_what_must_differ() -> None:
    secrets = {f"secrets.{name}.file": f"/staging/{name}" for name in SECRETS}
    environ = {
        "STAGING_SECRETS_DIR": "/staging",
        "STAGING_ALLOWED_HOSTS": "staging.example",
        "STAGING_MONITOR_URLS": "https://toponaut.example/",
        "STAGING_DEADMAN_URL": "https://switch.example/",
        "STATUS_PAGE": "other-machine",
    }
    production, staging = (flattened(compose_config(*files, **environ)) for files in ((), STAGING))
    assert set(production) == set(staging)
    different = {path: staging[path] for path in production if production[path] != staging[path]}
    (history,) = [path for path, value in different.items() if str(value).startswith(str(ROOT))]
    assert history.startswith("services.web.volumes.")
    assert different.pop(history) == str(ROOT / "var" / "releases-staging")
    names = {path: different.pop(path) for path in list(different) if path.split(".")[-1] == "name"}
    assert different == {
        "services.nginx.ports.0.published": "8081",
        "services.web.environment.PUBLISHED_PORT": "8081",
        "services.migrate.environment.PUBLISHED_PORT": "8081",
        "services.web.environment.ALLOWED_HOSTS": "staging.example",
        "services.migrate.environment.ALLOWED_HOSTS": "staging.example",
        "services.backup.environment.BACKUP_PREFIX": "staging",
        "services.fail2ban.environment.STACK": "toponaut-staging",
        "services.monitor.environment.ALLOWED_HOSTS": "staging.example",
        "services.monitor.environment.MONITOR_URLS": "https://toponaut.example/",
        "services.monitor.environment.DEADMAN_URL": "https://switch.example/",
        "services.monitor.environment.STATUS_PAGE": "other-machine",
        **secrets,
    }
    assert names["name"] == "toponaut-staging"
    assert all(name.startswith("toponaut-staging") for name in names.values())


class StagingCheckout(Checkout):
    """An operator's checkout on production's server, with a bucket and a registry in its .env."""

    def __init__(self, folder: Path, production: Stack, images: str) -> None:
        super().__init__(folder / "Ada's checkout", PROJECT)  # a space and a quote: no command may split the path
        self.site = Stack(PROJECT, folder / "site", *STAGING)
        self.site.port = free_port()
        settings = {name: value for name, value in production.environ.items() if name.startswith("BACKUP_")}
        settings |= {
            "REGISTRY": images,
            "SECRETS_DIR": production.environ["SECRETS_DIR"],
            "STAGING_HTTP_PORT": str(self.site.port),
            "STAGING_SECRETS_DIR": str(make_secrets(folder / "secrets")),
            "STAGING_ALLOWED_HOSTS": "staging.example,localhost",
        }
        self.write_env(self.folder / ".env", settings)


@pytest.fixture(scope="module")
def production(stack: Stack) -> Iterator[Stack]:
    """Production with a bucket that contains a backup with a play and an operator's account."""
    with s3_server() as port, compose_environment(stack):
        use_bucket(stack, port)
        play = save(stack, key=str(uuid4())).json
        sql(stack, INSERT_ACCOUNT)
        output_of(run_backup(stack, "take"))
        yield stack
        sql(stack, "DELETE FROM auth_user WHERE username = 'ada'")
        delete(stack, play)
    stack.up("--no-deps", "backup")


@pytest.fixture(scope="module")
def checkout(production: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StagingCheckout]:
    """FIRST and NEXT are in the registry, but no longer on the engine."""
    folder = tmp_path_factory.mktemp("staging")
    with registry(folder / "registry") as address:
        images = f"{address}/toponaut"
        found = StagingCheckout(folder, production, images)
        names = [f"{images}/{service}:{tag}" for tag in (FIRST, NEXT) for service in SERVICES]
        for service, name in zip(2 * SERVICES, names, strict=True):
            docker("tag", f"toponaut/{service}:{TAG}", name)
        found.run_ok(f"make push TAG={FIRST} && make push TAG={NEXT}")
        docker("image", "rm", *names)
        try:
            yield found
        finally:
            found.run("ENV=staging scripts/stack/stack.sh down --volumes --timeout 5")
            docker("image", "rm", "--force", *names)


@pytest.fixture(scope="module")
def staging(checkout: StagingCheckout) -> Stack:
    """FIRST, pulled from the registry, serves."""
    copy_loaded_database(PROJECT)
    checkout.run_ok(f"ENV=staging make deploy TAG={FIRST}")
    return checkout.site


def test_production_and_staging_answer(stack: Stack, staging: Stack) -> None:
    assert stack.port != staging.port
    responses = [
        request(site, path, headers={"Host": "localhost"})
        for site in (stack, staging)
        for path in ("/healthz", "/quizzes/us", f"{MATCH_PATH}Paris")
    ]
    assert [response.status for response in responses] == [200] * 6
    assert responses[2].body == responses[5].body


def test_production_and_staging_have_their_own_hosts(stack: Stack, staging: Stack) -> None:
    assert [request(site, "/", headers={"Host": "staging.example"}).status for site in (stack, staging)] == [400, 200]


def test_production_and_staging_have_their_own_data(stack: Stack, staging: Stack) -> None:
    sql(staging, "CREATE TABLE only_here ()")
    has_table = "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'"
    assert (sql(stack, has_table), sql(staging, has_table)) == ("0", "1")
    sql(staging, "DROP TABLE only_here")  # the backup user may not read this table
    for site in (stack, staging):
        site.exec("redis", "redis-cli", "set", "owner", site.project)
    assert [site.exec("redis", "redis-cli", "get", "owner").strip() for site in (stack, staging)] == [
        stack.project,
        staging.project,
    ]


def test_production_and_staging_share_no_volume_network_or_secret(stack: Stack, staging: Stack) -> None:
    for kind in ("volume", "network"):
        names = [
            set(docker(kind, "ls", "--quiet", "--filter", f"label=com.docker.compose.project={site.project}").split())
            for site in (stack, staging)
        ]
        assert all(names)
        assert not names[0] & names[1]
    secrets = [site.exec("web", "sh", "-c", "cat /run/secrets/*") for site in (stack, staging)]
    assert secrets[0] != secrets[1]


def test_staging_is_filled_from_production_without_personal_data(
    production: Stack, checkout: StagingCheckout, staging: Stack
) -> None:
    """The plays' secrets and idempotency keys, and the operators' accounts, are not copied."""
    plays = "SELECT count(*) FROM plays_play"
    assert sql(staging, plays) == "0"
    checkout.run_ok("ENV=staging FROM=production BACKUP=latest YES=1 make restore")
    assert sql(staging, plays) == sql(production, plays) != "0"
    assert sql(staging, f"{plays} WHERE secret_hash <> 'anonymized' OR key_hash NOT LIKE 'anonymized %'") == "0"
    accounts = "SELECT count(*) FROM auth_user"
    assert sql(production, accounts) != "0"
    assert sql(staging, accounts) == "0"


@pytest.mark.drill  # the deploy of the first release is the short form
def test_next_release_is_deployed_to_staging_only(production: Stack, checkout: StagingCheckout, staging: Stack) -> None:
    before = start_times(production)
    output = checkout.run_ok(f"ENV=staging make deploy TAG={NEXT}")
    assert f"{NEXT} serves; before that, {FIRST} did" in output
    assert request(staging, "/readyz", headers={"Host": "localhost"}).json["release"] == NEXT
    assert f"{FIRST}*" in checkout.run_ok("ENV=staging make releases")
    assert NEXT in staging.exec("web", "cat", "/var/lib/toponaut-releases/releases.jsonl")
    assert start_times(production) == before
    assert request(production, "/readyz").json["release"] == TAG
