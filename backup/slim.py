"""`slim.py <site-packages>`: leave of botocore's data what a bucket needs. Part of the image's build.

botocore describes 400 services and where in the world each of them is: 110 MB on disk, and 11 MB of the memory of every
job, which has 64. What is left are S3's own description without its prose, and S3's regions.
"""

import gzip
import json
import shutil
import sys
from pathlib import Path
from typing import Any

SERVICE = "s3"


def slim(data: Path) -> None:
    """`data`: the folder botocore/data."""
    for folder in data.iterdir():
        if folder.is_dir() and folder.name != SERVICE:
            shutil.rmtree(folder)
    endpoints = data / "endpoints.json"
    endpoints.write_text(json.dumps(_only_its_endpoints(json.loads(endpoints.read_bytes()))))
    (description,) = data.glob(f"{SERVICE}/*/service-2.json.gz")
    with gzip.open(description, "rt") as file:
        described = _without_prose(json.load(file))
    with gzip.open(description, "wt") as file:
        json.dump(described, file)


def _only_its_endpoints(endpoints: Any) -> Any:
    for partition in endpoints["partitions"]:
        partition["services"] = {name: of for name, of in partition["services"].items() if name == SERVICE}
    return endpoints


def _without_prose(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_prose(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {name: "" if _is_prose(name, one) else _without_prose(one) for name, one in part.items()}


def _is_prose(name: str, value: Any) -> bool:
    return name == "documentation" and isinstance(value, str)


if __name__ == "__main__":
    slim(Path(sys.argv[1]) / "botocore" / "data")
