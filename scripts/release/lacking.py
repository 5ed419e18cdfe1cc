"""`docker save … | lacking.py FILE | docker load`: the archive without the layers that the other engine has.

FILE holds a line for each of its images: the digests of the image's layers, lowest first. `docker load` reads a layer
only if it has not got it: the same files upon the same layers. What was left out is said on standard error.
"""

import json
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path
from posixpath import dirname, join, normpath
from tempfile import TemporaryDirectory
from typing import BinaryIO

Chain = tuple[str, ...]


def chains(images: Iterable[str]) -> set[Chain]:
    """Each layer with all that lie below it: only so it is the same one."""
    found = (tuple(image.split()) for image in images)
    return {layers[: height + 1] for layers in found for height in range(len(layers))}


def spared(archive: tarfile.TarFile, theirs: set[Chain]) -> set[str]:
    """The names of the layers' files in the archive that need not be sent."""
    needed, had = set[str](), set[str]()
    for image in json.loads(_read(archive, "manifest.json")):
        layers: list[str] = json.loads(_read(archive, image["Config"]))["rootfs"]["diff_ids"]
        for height, file in enumerate(image["Layers"]):
            (had if tuple(layers[: height + 1]) in theirs else needed).add(file)
    # An older engine writes a layer a second time as a link to the first.
    links = {one.name: normpath(join(dirname(one.name), one.linkname)) for one in archive if one.issym()}
    return had - needed - {links[file] for file in needed if file in links}


def send_lacking(source: Path, target: BinaryIO, theirs: set[Chain]) -> tuple[int, int]:
    """Copy the archive without what is spared; MB that were sent, and MB that were not."""
    with tarfile.open(source) as archive, tarfile.open(fileobj=target, mode="w|") as lacking:
        left_out = spared(archive, theirs)
        sizes = [0, 0]
        for member in archive:
            without = member.name in left_out
            sizes[without] += member.size
            if not without:
                lacking.addfile(member, archive.extractfile(member) if member.isfile() else None)
    return sizes[0] // 10**6, sizes[1] // 10**6


def _read(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    assert file, f"{name} in the archive is no file"
    return file.read()


def main() -> None:
    theirs = chains(Path(sys.argv[1]).read_text().splitlines())
    with TemporaryDirectory() as folder:  # the list of what is in the archive comes last in it
        whole = Path(folder) / "images.tar"
        with whole.open("wb") as file:
            while part := sys.stdin.buffer.read(2**20):
                file.write(part)
        sent, left = send_lacking(whole, sys.stdout.buffer, theirs)
    print(f"{sent} MB sent; {left} MB were there already.", file=sys.stderr)


if __name__ == "__main__":
    main()
