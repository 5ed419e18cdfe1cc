"""nginx activates a staged configuration without a restart, keeps it over a restart, or keeps the old one."""

from collections.abc import Iterator

import pytest

from tests.stack.harness.http import request
from tests.stack.harness.stack import Stack, wait_until

# In the container: what the image brings is given to it, and changed. `make deploy` gives another image's.
GIVE = 'start --stage "$HOSTNAME" && cd "/var/lib/toponaut-nginx/$HOSTNAME" && '
HEADER = "echo 'add_header X-Front another always;' >>snippets/headers.conf"
# Refused by `nginx -t`, and by the reload only: a cache that is there cannot get other folders.
NOT_TAKEN = {
    "not valid": "echo nonsense >>site.conf.template",
    "not possible": "sed -i s/levels=1:2/levels=1/ nginx.conf.template",
}


def shell(stack: Stack, command: str) -> str:
    return stack.exec("nginx", "bash", "-c", command)


def front(stack: Stack) -> str | None:
    return request(stack, "/").headers.get("X-Front")


@pytest.fixture
def nginx(stack: Stack) -> Iterator[Stack]:
    own = shell(stack, "healthy")
    assert own == shell(stack, "start --digest")
    yield stack
    shell(stack, "rm -rf /var/lib/toponaut-nginx/* && start --activate")
    assert shell(stack, "healthy") == own


def test_configuration_goes_live_and_survives_a_restart(nginx: Stack) -> None:
    assert front(nginx) is None
    shell(nginx, GIVE + HEADER)
    assert front(nginx) is None  # only given
    shell(nginx, "start --activate")
    assert front(nginx) == "another"
    began = nginx.inspect("nginx")["State"]["StartedAt"]
    nginx.kill("nginx")
    wait_until(lambda: nginx.inspect("nginx")["State"]["StartedAt"] != began, "nginx did not start again")
    nginx.wait_healthy("nginx")
    assert front(nginx) == "another"


@pytest.mark.parametrize("change", NOT_TAKEN.values(), ids=NOT_TAKEN)
def test_invalid_configuration_changes_nothing(nginx: Stack, change: str) -> None:
    before = shell(nginx, "healthy; cat /run/nginx/*.conf")
    shell(nginx, GIVE + change)
    with pytest.raises(AssertionError, match=r"the staged configuration did not become active within 5 s"):
        shell(nginx, "start --activate")
    assert shell(nginx, "healthy; cat /run/nginx/*.conf") == before
    assert request(nginx, "/").status == 200


def test_configuration_of_another_container_is_ignored(nginx: Stack) -> None:
    shell(nginx, "start --stage gone && echo nonsense >>/var/lib/toponaut-nginx/gone/site.conf.template")
    shell(nginx, "start --activate")
    assert shell(nginx, "healthy") == shell(nginx, "start --digest")
