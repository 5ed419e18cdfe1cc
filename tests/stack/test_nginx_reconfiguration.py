"""nginx activates a staged configuration without a restart, and keeps the old one if the new one is invalid."""

from collections.abc import Iterator

import pytest

from tests.stack.harness.http import request
from tests.stack.harness.stack import Stack, wait_until

# In the container: stages its image's configuration, to change it. `make deploy` stages that of another image.
STAGE_CONFIGURATION = 'start --stage "$HOSTNAME" && cd "/var/lib/toponaut-nginx/$HOSTNAME" && '
ADD_HEADER = "echo 'add_header X-Test changed always;' >>snippets/headers.conf"
# The first is refused by `nginx -t`, the second only by the reload: an existing cache cannot change its levels.
INVALID_CHANGES = {
    "refused by nginx -t": "echo nonsense >>site.conf.template",
    "refused by the reload": "sed -i s/levels=1:2/levels=1/ nginx.conf.template",
}


def shell(stack: Stack, command: str) -> str:
    return stack.exec("nginx", "bash", "-c", command)


def response_header(stack: Stack) -> str | None:
    return request(stack, "/").headers.get("X-Test")


@pytest.fixture
def nginx(stack: Stack) -> Iterator[Stack]:
    image_digest = shell(stack, "healthy")
    assert image_digest == shell(stack, "start --digest")
    yield stack
    shell(stack, "rm -rf /var/lib/toponaut-nginx/* && start --activate")
    assert shell(stack, "healthy") == image_digest


def test_staged_configuration_is_activated_and_survives_a_restart(nginx: Stack) -> None:
    assert response_header(nginx) is None
    shell(nginx, STAGE_CONFIGURATION + ADD_HEADER)
    assert response_header(nginx) is None  # staged, not active
    shell(nginx, "start --activate")
    assert response_header(nginx) == "changed"
    started = nginx.inspect("nginx")["State"]["StartedAt"]
    nginx.kill("nginx")
    wait_until(lambda: nginx.inspect("nginx")["State"]["StartedAt"] != started, "nginx did not start again")
    nginx.wait_healthy("nginx")
    assert response_header(nginx) == "changed"


@pytest.mark.parametrize("change", INVALID_CHANGES.values(), ids=INVALID_CHANGES)
def test_invalid_configuration_changes_nothing(nginx: Stack, change: str) -> None:
    before = shell(nginx, "healthy; cat /run/nginx/*.conf")
    shell(nginx, STAGE_CONFIGURATION + change)
    with pytest.raises(AssertionError, match=r"the staged configuration did not become active within 5 s"):
        shell(nginx, "start --activate")
    assert shell(nginx, "healthy; cat /run/nginx/*.conf") == before
    assert request(nginx, "/").status == 200


def test_configuration_of_another_container_is_ignored(nginx: Stack) -> None:
    shell(nginx, "start --stage gone && echo nonsense >>/var/lib/toponaut-nginx/gone/site.conf.template")
    shell(nginx, "start --activate")
    assert shell(nginx, "healthy") == shell(nginx, "start --digest")
