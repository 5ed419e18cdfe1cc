"""The Compose file: image names, memory limits, start order, published ports, volumes. Nothing is started."""

import re

from tests.stack.harness.compose_config import compose_config

MAX_BYTES = 756 * 2**20  # the operating system needs the rest of 1 GB, and there is 1 GB of swap


def test_tag_selects_every_image() -> None:
    services = compose_config(TAG="v1.2.0", REGISTRY="registry.example/toponaut")["services"]
    images = {name: "web" if name == "migrate" else name for name in services}
    assert {name: service["image"] for name, service in services.items()} == {
        name: f"registry.example/toponaut/{image}:v1.2.0" for name, image in images.items()
    }
    assert services["web"]["environment"]["RELEASE"] == "v1.2.0"


def test_default_tag_is_dev() -> None:
    assert compose_config()["services"]["web"]["image"] == "toponaut/web:dev"


def test_the_memory_limits_fit_the_machine() -> None:
    services = compose_config()["services"]
    limits = {name: int(service["deploy"]["resources"]["limits"]["memory"]) for name, service in services.items()}
    # A start runs `migrate` before `web`. A release runs `migrate` and then a second `web`, one after the other, beside
    # everything else but `backup`, which it stops (scripts/release/lib/accessories.sh).
    migrate, web, backup = (limits[name] for name in ("migrate", "web", "backup"))
    at_a_start = sum(limits.values()) - web
    in_a_release = sum(limits.values()) - migrate - backup + max(migrate, web)
    assert max(at_a_start, in_a_release) <= MAX_BYTES, limits


def test_each_service_waits_for_healthy_dependencies() -> None:
    conditions = {
        name: {other: dependency["condition"] for other, dependency in service.get("depends_on", {}).items()}
        for name, service in compose_config()["services"].items()
    }
    databases = {"postgres": "service_healthy", "redis": "service_healthy"}
    assert conditions == {
        "nginx": {"web": "service_healthy"},
        "web": {"migrate": "service_completed_successfully", **databases},
        "migrate": databases,
        "postgres": {},
        "redis": {},
        "backup": {"postgres": "service_healthy"},
        "monitor": {},  # it must send alerts when the others do not start
        "acme": {},
        "fail2ban": {},
    }


def test_only_nginx_publishes_a_port_and_only_on_loopback() -> None:
    published = {name: service["ports"] for name, service in compose_config()["services"].items() if "ports" in service}
    assert list(published) == ["nginx"]
    assert [(port["host_ip"], port["published"]) for port in published["nginx"]] == [("127.0.0.1", "8080")]


def test_ipv6_adds_an_address_and_a_network_with_ipv6() -> None:
    config = compose_config(HTTP_ADDRESS="0.0.0.0", HTTP_ADDRESS_IPV6="[::]")
    assert {port["host_ip"] for port in config["services"]["nginx"]["ports"]} == {"0.0.0.0", "::"}
    assert config["networks"]["edge_ipv6"]["enable_ipv6"]
    on_edge = {name for name, service in config["services"].items() if "edge_ipv6" in service.get("networks", {})}
    assert on_edge == {"nginx", "backup", "monitor", "acme"}
    assert "edge" not in config["networks"]
    assert "edge_ipv6" not in compose_config()["networks"]


def test_no_volume_belongs_to_a_user_of_this_machine() -> None:
    """With the engine's userns-remap a container's users have other numbers on the machine."""
    options = {name: volume.get("driver_opts", {}).get("o") for name, volume in compose_config()["volumes"].items()}
    options = {name: option for name, option in options.items() if option}
    assert options
    assert [name for name, option in options.items() if "uid=" in option or "gid=" in option] == []


def test_only_the_release_history_is_a_bind_mount() -> None:
    mounts = [mount for service in compose_config()["services"].values() for mount in service.get("volumes", [])]
    bind_mounts = [mount for mount in mounts if mount["type"] == "bind"]
    assert [(mount["target"], mount["read_only"]) for mount in bind_mounts] == [("/var/lib/toponaut-releases", True)]
    mounts = [mount for mount in mounts if mount not in bind_mounts]
    assert mounts
    assert [mount for mount in mounts if mount["type"] != "volume" or not re.fullmatch("[a-z]+", mount["source"])] == []
