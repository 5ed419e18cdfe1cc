"""`docker save … | missing_layers.py FILE | docker load`: the archive without the layers that the other machine has.

FILE describes the images there, one a line: the digests of the image's layers, lowest first. `docker load` reads a
layer from the archive only if the machine lacks it. A machine has a layer if it has the same layer on top of the same
layers. How many MB were sent and left out is printed on standard error.
"""

import json
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path
from posixpath import dirname, join, normpath
from tempfile import TemporaryDirectory
from typing import BinaryIO

CHUNK_BYTES = 2**20
LayerStack = tuple[str, ...]  # a layer with all layers below it, lowest first


def layer_stacks(images: Iterable[str]) -> set[LayerStack]:
    """Every layer of the images, each with those below it."""
    found = (tuple(image.split()) for image in images)
    return {layers[: height + 1] for layers in found for height in range(len(layers))}


def files_to_leave_out(archive: tarfile.TarFile, known: set[LayerStack]) -> set[str]:
    """The names of the archive's layer files that the other machine has already."""
    missing_files, known_files = set[str](), set[str]()
    for image in json.loads(_read(archive, "manifest.json")):
        layers: list[str] = json.loads(_read(archive, image["Config"]))["rootfs"]["diff_ids"]
        for height, file in enumerate(image["Layers"]):
            (known_files if tuple(layers[: height + 1]) in known else missing_files).add(file)
    # Older engines write a layer that occurs twice as a link to its first file.
    links = {entry.name: normpath(join(dirname(entry.name), entry.linkname)) for entry in archive if entry.issym()}
    return known_files - missing_files - {links[file] for file in missing_files if file in links}


def copy_missing(source: Path, target: BinaryIO, known: set[LayerStack]) -> tuple[int, int]:
    """Copy the archive without known layers. Returns the MB sent and the MB left out."""
    with tarfile.open(source) as archive, tarfile.open(fileobj=target, mode="w|") as reduced:
        left_out = files_to_leave_out(archive, known)
        sent_bytes = left_out_bytes = 0
        for entry in archive:
            if entry.name in left_out:
                left_out_bytes += entry.size
                continue
            sent_bytes += entry.size
            reduced.addfile(entry, archive.extractfile(entry) if entry.isfile() else None)
    return sent_bytes // 10**6, left_out_bytes // 10**6


def _read(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    if file is None:
        raise ValueError(f"{name} in the archive of images is not a file")
    return file.read()


def main() -> None:
    known = layer_stacks(Path(sys.argv[1]).read_text().splitlines())
    with TemporaryDirectory() as folder:  # the whole archive is needed first, because manifest.json is its last file
        complete = Path(folder) / "images.tar"
        with complete.open("wb") as file:
            while chunk := sys.stdin.buffer.read(CHUNK_BYTES):
                file.write(chunk)
        sent, left_out = copy_missing(complete, sys.stdout.buffer, known)
    print(f"{sent} MB sent; {left_out} MB were there already.", file=sys.stderr)


if __name__ == "__main__":
    main()
