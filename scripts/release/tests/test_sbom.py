"""The SBOM of a release: packages of Debian, Python and npm, in a document that CycloneDX's own validator accepts."""

import base64
import json

import pytest

from scripts.release.sbom import (
    debian_components,
    image_component,
    npm_components,
    problem,
    python_components,
    sbom,
)

DEBIAN = "trixie nginx 1.26.3-3+deb13u1 amd64\ntrixie tzdata 2025b-4 all\n"
PYTHON = "Django==5.2.19\ntyping_extensions==4.15.0\n"
SHA_512 = f"sha512-{base64.b64encode(bytes(64)).decode()}"
LOCK = {
    "packages": {
        "": {"name": "toponaut-frontend"},
        "node_modules/mithril": {"version": "2.3.8", "integrity": SHA_512},
        "node_modules/mithril/node_modules/@scope/name": {"version": "1.0.0", "integrity": SHA_512},
        "node_modules/webpack": {"version": "5.0.0", "integrity": SHA_512, "dev": True},
    }
}


def test_packages_of_debian_have_release_and_architecture() -> None:
    assert [one["purl"] for one in debian_components(DEBIAN)] == [
        "pkg:deb/debian/nginx@1.26.3-3%2Bdeb13u1?arch=amd64&distro=trixie",
        "pkg:deb/debian/tzdata@2025b-4?arch=all&distro=trixie",
    ]


@pytest.mark.slow
def test_packages_of_python_have_their_normalised_names() -> None:
    assert [one["purl"] for one in python_components(PYTHON)] == [
        "pkg:pypi/django@5.2.19",
        "pkg:pypi/typing-extensions@4.15.0",
    ]


def test_image_without_python_has_no_such_packages() -> None:
    assert python_components("") == []


def test_only_packages_that_reach_the_browser_are_listed_of_npm() -> None:
    found = npm_components(LOCK)
    assert [one["purl"] for one in found] == ["pkg:npm/mithril@2.3.8", "pkg:npm/%40scope/name@1.0.0"]
    assert [one["name"] for one in found] == ["mithril", "@scope/name"]
    assert found[0]["hashes"] == [{"alg": "SHA-512", "content": "00" * 64}]


@pytest.mark.slow
def test_document_is_valid_and_a_damaged_one_is_refused() -> None:
    packages = [*debian_components(DEBIAN), *python_components(PYTHON), *npm_components(LOCK)]
    images = [image_component(f"toponaut/{name}:v1.4.0", "sha256:" + "ab" * 32, packages) for name in ("web", "nginx")]
    document = sbom("v1.4.0", "c0ffee", images)
    assert problem(json.dumps(document)) == ""
    references = [one["bom-ref"] for image in document["components"] for one in (image, *image["components"])]
    assert len(references) == len(set(references))
    document["components"][0]["components"][0]["type"] = "package"
    assert "not valid CycloneDX" in problem(json.dumps(document))
