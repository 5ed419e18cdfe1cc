"""Progress bars, and the table at the end of the build."""

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from tqdm import tqdm

T = TypeVar("T")


def progress_bar(rows: Collection[T], description: str) -> Iterable[T]:
    """`rows`, with a progress bar on the terminal while the caller iterates over them."""
    bar: Iterable[T] = tqdm(rows, desc=description, leave=False, disable=None)
    return bar


def format_table(header: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> str:
    """The rows as lines of aligned text: the last column is right-aligned, the others are left-aligned."""
    cells = [header, *[tuple(f"{c:,}" if isinstance(c, int) else str(c) for c in row) for row in rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    last = len(header) - 1
    lines = [
        "  ".join(cell.rjust(widths[i]) if i == last else cell.ljust(widths[i]) for i, cell in enumerate(row))
        for row in cells
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
