"""`python -m gazetteer`: build the data file from the pinned sources.

At the end it prints a table of how many rows each rule kept and dropped. The same sources give the same bytes.
"""

import argparse
import sys
from pathlib import Path

from gazetteer.build_records import Dataset
from gazetteer.data_file_rows import to_gazetteer
from gazetteer.map_input import write_map_input
from gazetteer.rules.names import clean_names, tidy_main_names
from gazetteer.rules.sections import mark_sections
from gazetteer.rules.table_corrections import (
    add_missing_names,
    set_better_known_names,
    set_continents,
    set_english_names,
)  # fmt: skip
from gazetteer.rules.unwanted_places import drop_duplicates, drop_nameless
from gazetteer.sources import SourceError, all_sources
from gazetteer.terminal import format_table, progress_bar
from places.data_file import DATA_FILE, write_data_file

HERE = Path(__file__).parent

# Names must be corrected before they are cleaned, and sections marked before duplicates are dropped.
RULES = [
    drop_nameless, tidy_main_names, set_better_known_names, set_english_names, mark_sections, drop_duplicates,
    clean_names, add_missing_names, set_continents,
]  # fmt: skip


def main() -> int:
    """Build the data file and the areas file, and print the report. Returns the exit code: 1 if a source is missing."""
    options = _parser().parse_args()
    sources = all_sources(options.npm)
    dataset = Dataset()
    try:
        for source in progress_bar(sources, "reading sources"):
            source.add_to(dataset)
    except SourceError as error:
        print(f"gazetteer: {error}", file=sys.stderr)
        return 1
    for rule in progress_bar(RULES, "applying rules"):
        rule(dataset)
    gazetteer = to_gazetteer(dataset, [source.credit for source in sources])
    write_data_file(options.out, gazetteer)
    write_map_input(options.areas, gazetteer)
    print(format_table(("stage", "rows", "count"), dataset.counts))
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB, {gazetteer.meta['version']}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m gazetteer", description=__doc__)
    parser.add_argument("--npm", type=Path, default=HERE / "node_modules", metavar="DIR",
                        help="where the npm packages are installed (default: %(default)s)")  # fmt: skip
    parser.add_argument("--out", type=Path, default=DATA_FILE, metavar="FILE",
                        help="the data file to write (default: %(default)s)")  # fmt: skip
    parser.add_argument("--areas", type=Path, default=Path("var/gazetteer/areas.json"), metavar="FILE",
                        help="the input of the map build to write (default: %(default)s)")  # fmt: skip
    return parser


if __name__ == "__main__":
    sys.exit(main())
