"""Remove data from botocore that an S3 bucket does not need. The Dockerfile runs `trim_botocore.py <site-packages>`.

botocore describes 400 services and their regions: 110 MB on disk, and 11 MB of the 64 MB of memory that a job may use.
Only the description of S3, without its documentation, and the regions of S3 are kept.
"""

import gzip
import json
import shutil
import sys
from pathlib import Path
from typing import Any

SERVICE = "s3"


def trim_botocore(data: Path) -> None:
    """`data`: the folder botocore/data."""
    for folder in data.iterdir():
        if folder.is_dir() and folder.name != SERVICE:
            shutil.rmtree(folder)
    endpoints = data / "endpoints.json"
    endpoints.write_text(json.dumps(_only_s3(json.loads(endpoints.read_bytes()))))
    (description,) = data.glob(f"{SERVICE}/*/service-2.json.gz")
    with gzip.open(description, "rt") as file:
        trimmed = _without_documentation(json.load(file))
    with gzip.open(description, "wt") as file:
        json.dump(trimmed, file)


def _only_s3(endpoints: Any) -> Any:
    for partition in endpoints["partitions"]:
        services = partition["services"]
        partition["services"] = {SERVICE: services[SERVICE]} if SERVICE in services else {}
    return endpoints


def _without_documentation(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_documentation(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: "" if _is_documentation(key, value) else _without_documentation(value) for key, value in node.items()}


def _is_documentation(key: str, value: Any) -> bool:
    return key == "documentation" and isinstance(value, str)


if __name__ == "__main__":
    trim_botocore(Path(sys.argv[1]) / "botocore" / "data")
