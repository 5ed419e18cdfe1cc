"""What all Dockerfiles have in common.

Images do not depend on the checkout's file modes: a clone under umask 077 gives the same images. And a release installs
Debian's packages anew if, and only if, their versions have changed.
"""

import re
from pathlib import Path

import pytest

from tests.paths import ROOT

DOCKERFILES = sorted([*ROOT.glob("*/Dockerfile"), *ROOT.glob("services/*/Dockerfile")])
MODE_FOR_EVERY_USER = re.compile(r"--chmod=0?[4567][45][45] ")


def copies_without_mode(dockerfile: str) -> list[str]:
    """The lines that copy from the checkout with the modes that files have there."""
    lines = [line for line in dockerfile.splitlines() if line.startswith(("COPY ", "ADD "))]
    return [line for line in lines if "--from=" not in line and not MODE_FOR_EVERY_USER.search(line)]


def test_copy_with_the_modes_of_the_checkout_is_found() -> None:
    lines = ["COPY a b", "ADD a b", "COPY --chmod=0500 a b", "COPY --chmod=0555 a b", "COPY --from=site /app /app"]
    assert copies_without_mode("\n".join(lines)) == lines[:3]


@pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_copy_from_the_checkout_lets_every_user_read(dockerfile: Path) -> None:
    assert copies_without_mode(dockerfile.read_text()) == []


def test_all_images_are_checked() -> None:
    images = {"web", "postgres", "redis", "nginx", "backup", "monitor", "acme", "fail2ban"}
    assert {path.parent.name for path in DOCKERFILES} >= images


def stages(dockerfile: str) -> dict[str, str]:
    """The text of each stage by its name. The last one, which becomes the image, has the name "image"."""
    found = re.findall(r"^FROM \S+(?: AS (\w+))?\n(.*?)(?=^FROM |\Z)", dockerfile, re.MULTILINE | re.DOTALL)
    return {name or "image": text for name, text in found}


@pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_packages_are_installed_anew_when_debian_has_other_versions(dockerfile: Path) -> None:
    found = stages(dockerfile.read_text())
    image = found["image"].replace("\\\n", "")
    (install,) = (line for line in image.splitlines() if "apt-get install" in line)
    assert "--mount=from=versions" in install
    assert install.index("apt-get upgrade") < install.index("apt-get install --yes --no-install-recommends $PACKAGES")
    assert "PACKAGES_DATE" not in found["image"]
    versions = stages((ROOT / "nginx/Dockerfile").read_text())["versions"].partition("\n\n")[0]
    assert "ARG PACKAGES_DATE" in versions
    assert found["versions"].partition("\n\n")[0] == versions  # every image asks in the same way


@pytest.mark.parametrize("image", ["monitor", "acme"])
def test_images_that_ask_https_addresses_install_the_authorities_certificates(image: str) -> None:
    """The base of the tests has them, Debian's slim image has not."""
    (dockerfile,) = (path for path in DOCKERFILES if path.parent.name == image)
    (packages,) = re.findall(r'^ARG PACKAGES="(.*)"$', dockerfile.read_text(), re.MULTILINE)
    assert "ca-certificates" in packages.split()
