"""The images: a shared base, small size, and nothing that only a build or a test needs."""

from datetime import UTC, datetime

import pytest

from scripts.release.sbom import DEBIAN_PACKAGES, PYTHON_PACKAGES, debian_components, in_image, python_components
from tests.paths import ROOT
from tests.stack.harness.docker import Json, docker, inspect
from tests.stack.harness.measurements import Report
from tests.stack.harness.stack import SERVICES, TAG

pytestmark = pytest.mark.usefixtures("images")

BASE_IMAGE = "debian:trixie-slim"
MAX_WEB_MB = 150  # above the base

BUILD_PROGRAMS = ["cc", "gcc", "g++", "c++", "clang", "make", "ld", "npm", "npx", "node", "nodejs", "pip", "pip3"]
TEST_AND_BUILD_MODULES = ["pip", "pytest", "_pytest", "selenium", "locust", "mypy", "ruff", "node_modules", "webpack"]

each = pytest.mark.parametrize("service", SERVICES)


def image(service: str) -> Json:
    return inspect("image", f"toponaut/{service}:{TAG}")


def layers(image_config: Json) -> list[str]:
    found: list[str] = image_config["RootFS"]["Layers"]
    return found


def found_in(service: str, kind: str, names: list[str]) -> list[str]:
    """Programs (kind "f") or folders ("d") with these names, anywhere in the image. Root searches, to see all files."""
    tests = " -o ".join(f"-name '{name}'" for name in names)
    executable = "-perm /111" if kind == "f" else ""
    script = f"find / -xdev -type {kind} {executable} \\( {tests} \\)"
    return docker("run", "--rm", "--user", "0", f"toponaut/{service}:{TAG}", "sh", "-c", script).split()


@each
def test_all_images_share_one_base(service: str) -> None:
    base = layers(inspect("image", BASE_IMAGE))
    assert layers(image(service))[: len(base)] == base
    assert len(layers(image(service))) > len(base)


def test_the_web_image_is_small(report: Report) -> None:
    base = inspect("image", BASE_IMAGE)["Size"]
    above = {service: (image(service)["Size"] - base) / 1e6 for service in SERVICES}
    rows = [[service, f"{mb:.0f}"] for service, mb in above.items()]
    report.add("Images", ["image", "MB above the base"], [["the base", f"{base / 1e6:.0f}"], *rows])
    assert above["web"] <= MAX_WEB_MB


@each
def test_no_image_has_a_compiler_or_language_package_manager(service: str) -> None:
    assert found_in(service, "f", ["bash"])
    versioned = [f"{name}-[0-9]*" for name in ("gcc", "g++", "clang")] + ["pip3.*"]
    assert found_in(service, "f", BUILD_PROGRAMS + versioned) == []


def test_the_web_image_has_no_test_dependency() -> None:
    assert found_in("web", "d", ["django", "gunicorn"])
    assert found_in("web", "d", TEST_AND_BUILD_MODULES) == []


def test_web_image_has_no_tests() -> None:
    script = "find /app -path /app/venv -prune -o -name '*test*' -print"
    assert docker("run", "--rm", f"toponaut/web:{TAG}", "sh", "-c", script) == ""


def built_layers(dockerfile: str, **args: str) -> list[str]:
    """The layers of the image that this Dockerfile gives."""
    arguments = [word for name, value in args.items() for word in ("--build-arg", f"{name}={value}")]
    docker("build", "--tag", "toponaut-test-packages", *arguments, "--file", "-", str(ROOT), stdin=dockerfile)
    try:
        return layers(inspect("image", "toponaut-test-packages"))
    finally:
        docker("image", "rm", "--force", "toponaut-test-packages")


def test_a_later_build_keeps_the_layers_while_debian_has_the_same_versions() -> None:
    """`make ship` then sends only the site's code. When Debian has another version, the packages are installed anew."""
    dockerfile = (ROOT / "services/redis/Dockerfile").read_text()
    built = layers(image("redis"))
    assert built_layers(dockerfile, PACKAGES_DATE=datetime.now(UTC).isoformat()) == built
    base = len(layers(inspect("image", BASE_IMAGE)))
    other_version = dockerfile.replace(
        "install $PACKAGES >> /versions", "install $PACKAGES >> /versions && echo 2 >> /versions"
    )
    assert other_version != dockerfile
    newer = built_layers(other_version)
    assert newer[:base] == built[:base]
    assert newer[base] != built[base]


def test_sbom_lists_the_packages_that_are_in_an_image() -> None:
    web, redis = (f"toponaut/{service}:{TAG}" for service in ("web", "redis"))
    debian = {one["name"] for one in debian_components(in_image(redis, DEBIAN_PACKAGES))}
    assert debian >= {"redis-server", "libc6"}
    assert "python3" not in debian
    assert in_image(redis, PYTHON_PACKAGES) == ""
    python = {one["purl"].partition("@")[0] for one in python_components(in_image(web, PYTHON_PACKAGES))}
    assert python >= {"pkg:pypi/django", "pkg:pypi/gunicorn"}
