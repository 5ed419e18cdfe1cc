"""The formats of the files: CSV by the month, JSON, and JSON lines."""

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

Row = Sequence[object]


def timestamp(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def write_monthly_csv(folder: Path, kind: str, headers: list[str], rows: Iterable[Row]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows_by_month: dict[str, list[Row]] = {}
    for row in rows:
        rows_by_month.setdefault(str(row[0])[:7], []).append(row)
    for month, monthly_rows in rows_by_month.items():
        with (folder / f"{kind}-{month}.csv").open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([headers, *monthly_rows])


def write_json(path: Path, content: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content))


def append_json_lines(path: Path, entries: Iterable[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.writelines(json.dumps(entry) + "\n" for entry in entries)
