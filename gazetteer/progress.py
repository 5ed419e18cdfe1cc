"""A progress bar for the long loops."""

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from tqdm import tqdm

T = TypeVar("T")


def progress(rows: Collection[T], what: str) -> Iterable[T]:
    """`rows`, with a bar on the terminal that says `what` is being done."""
    bar: Iterable[T] = tqdm(rows, desc=what, leave=False, disable=None)
    return bar


def table(head: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> str:
    """`rows` under `head` for a terminal: text to the left, numbers to the right."""
    cells = [head, *[tuple(f"{c:,}" if isinstance(c, int) else str(c) for c in r) for r in rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    last = len(head) - 1
    lines = [
        "  ".join(cell.rjust(widths[i]) if i == last else cell.ljust(widths[i]) for i, cell in enumerate(row))
        for row in cells
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
