"""`sbom.py TAG COMMIT IMAGE… <package-lock.json`: the SBOM of a release, as CycloneDX JSON on standard output.

Each image is a component that contains its packages: Debian's and Python's as they are installed in it, and in the web
image the npm packages of the frontend's bundles, which the lock file lists.
"""

import base64
import json
import subprocess
import sys
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

Json = dict[str, Any]
SPEC_VERSION = SchemaVersion.V1_6  # that of cyclonedx_py too
DEBIAN_PACKAGES = r"""
. /etc/os-release && dpkg-query --show --showformat "$VERSION_CODENAME \${Package} \${Version} \${Architecture}\n"
"""
PYTHON_PACKAGES = """
[ ! -x /app/venv/bin/python ] || /app/venv/bin/python -c '
from importlib.metadata import distributions
print("\\n".join(sorted(f"{one.name}=={one.version}" for one in distributions())))'
"""


def component(purl: PackageURL, **more: Any) -> Json:
    name = f"{purl.namespace}/{purl.name}" if purl.type == "npm" and purl.namespace else purl.name
    return {"type": "library", "name": name, "version": purl.version, "purl": purl.to_string(), **more}


def debian_components(lines: str) -> list[Json]:
    """`lines`: the release of Debian, the package, its version and its architecture."""
    return [
        component(PackageURL("deb", "debian", name, version, {"arch": architecture, "distro": release}))
        for release, name, version, architecture in map(str.split, lines.splitlines())
    ]


def python_components(requirements: str) -> list[Json]:
    """`requirements`: lines like django==5.2; none for an image without Python."""
    if not requirements:
        return []
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", "--output-reproducible", "--short-PURLs", "-"]
    run = subprocess.run(command, input=requirements, stdout=subprocess.PIPE, text=True, check=True)
    return [
        {key: found[key] for key in ("type", "name", "version", "purl")}
        for found in json.loads(run.stdout).get("components", [])
    ]


def npm_components(lock: Json) -> list[Json]:
    """What is installed without the packages that only the build and the tests need."""
    return [
        component(npm_purl(path, entry["version"]), hashes=npm_hashes(entry["integrity"]))
        for path, entry in lock["packages"].items()
        if path and not entry.get("dev")
    ]


def npm_purl(path: str, version: str) -> PackageURL:
    """`path`: below the lock file, like node_modules/a/node_modules/@scope/name."""
    namespace, _, name = path.rpartition("node_modules/")[2].rpartition("/")
    return PackageURL("npm", namespace or None, name, version)


def npm_hashes(integrity: str) -> list[Json]:
    """`integrity`: sha512- and base64."""
    algorithm, _, digest = integrity.partition("-")
    return [{"alg": algorithm.upper().replace("SHA", "SHA-"), "content": base64.b64decode(digest).hex()}]


def image_component(image: str, image_id: str, packages: Iterable[Json]) -> Json:
    """`image`: toponaut/web:v1.4.0. The references begin with it, because a package may be in several images."""
    name, _, tag = image.rpartition(":")
    return {
        "type": "container",
        "bom-ref": image,
        "name": name,
        "version": tag,
        "hashes": [{"alg": "SHA-256", "content": image_id.removeprefix("sha256:")}],
        "components": [{"bom-ref": f"{image} {package['purl']}", **package} for package in packages],
    }


def sbom(tag: str, commit: str, images: list[Json]) -> Json:
    release = {"type": "application", "bom-ref": "toponaut", "name": "toponaut", "version": tag}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC_VERSION.to_version(),
        "serialNumber": uuid.uuid4().urn,
        "version": 1,
        "metadata": {
            "timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {**release, "properties": [{"name": "commit", "value": commit}]},
        },
        "components": images,
    }


def problem(document: str) -> str:
    """What is not as CycloneDX's schema wants it; empty if nothing is."""
    error = JsonStrictValidator(SPEC_VERSION).validate_str(document)
    return "" if error is None else f"The SBOM is not valid CycloneDX: {error}"


def in_image(image: str, script: str) -> str:
    command = ["docker", "run", "--rm", "--network", "none", "--entrypoint", "sh", image, "-c", script]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def image_id(image: str) -> str:
    command = ["docker", "image", "inspect", "--format", "{{.Id}}", image]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def main() -> None:
    tag, commit, *images = sys.argv[1:]
    lock = json.load(sys.stdin)
    found = []
    for image in images:
        packages = debian_components(in_image(image, DEBIAN_PACKAGES))
        packages += python_components(in_image(image, PYTHON_PACKAGES))
        if image.endswith(f"/web:{tag}"):
            packages += npm_components(lock)
        found.append(image_component(image, image_id(image), packages))
    document = json.dumps(sbom(tag, commit, found), indent=1)
    if error := problem(document):
        sys.exit(error)
    print(document)


if __name__ == "__main__":
    main()
