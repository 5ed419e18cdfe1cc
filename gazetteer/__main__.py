"""`python -m gazetteer`: build the data file from the pinned sources.

Ends with a table of what each rule kept and dropped. The same sources give the same bytes.
"""

import argparse
import sys
from pathlib import Path

from gazetteer.areas import write_areas
from gazetteer.draft import Draft
from gazetteer.finish import finish
from gazetteer.progress import progress, table
from gazetteer.rules.names import clean_names, tidy_main_names
from gazetteer.rules.places import (
    add_names,
    drop_duplicates,
    drop_nameless,
    name_in_english,
    rename,
    set_continents,
)  # fmt: skip
from gazetteer.rules.sections import mark_sections
from gazetteer.sources import SourceError, all_sources
from places.data_file import DATA_FILE, write_data_file

HERE = Path(__file__).parent

# Names are corrected before they are cleaned, and sections known before duplicates are sought.
RULES = [
    drop_nameless, tidy_main_names, rename, name_in_english, mark_sections, drop_duplicates,
    clean_names, add_names, set_continents,
]  # fmt: skip


def main() -> int:
    """Build, write, report; 1 with one line where a source is missing."""
    options = _parser().parse_args()
    sources = all_sources(options.npm)
    draft = Draft()
    try:
        for source in progress(sources, "reading sources"):
            source.add_to(draft)
    except SourceError as error:
        print(f"gazetteer: {error}", file=sys.stderr)
        return 1
    for rule in progress(RULES, "applying rules"):
        rule(draft)
    gazetteer = finish(draft, [source.credit for source in sources])
    write_data_file(options.out, gazetteer)
    write_areas(options.areas, gazetteer)
    print(table(("stage", "rows", "count"), draft.tally))
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB, {gazetteer.meta['version']}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m gazetteer", description=__doc__)
    parser.add_argument("--npm", type=Path, default=HERE / "node_modules", metavar="DIR",
                        help="where the npm packages are installed (default: %(default)s)")  # fmt: skip
    parser.add_argument("--out", type=Path, default=DATA_FILE, metavar="FILE",
                        help="the data file to write (default: %(default)s)")  # fmt: skip
    parser.add_argument("--areas", type=Path, default=Path("var/gazetteer/areas.json"),
                        metavar="FILE", help="what the map build reads (default: %(default)s)")  # fmt: skip
    return parser


if __name__ == "__main__":
    sys.exit(main())
