"""Under which keys a place is found."""

from collections.abc import Iterable

from places.data_file import PlaceRow
from places.names import name_keys, name_parts, spread_umlauts

# Where typists without an umlaut write ae, oe, ue, aa.
_UMLAUT_COUNTRIES = {"DE", "AT", "CH", "LI", "LU", "DK", "NO", "SE", "FI", "AX", "FO", "IS", "EE"}


def place_keys(row: PlaceRow) -> dict[str, bool]:
    """Every key a place is found under; True for those of its own and its English name."""
    keys: dict[str, bool] = {}
    mains = [row.name, row.english] if row.english else [row.name]
    # Of the others only the whole: in "Bruxelles (Anderlecht)" either part may be another place.
    _add_keys(keys, row.country, row.names, main=False)
    for name in mains:
        whole, *parts = name_parts(name)
        # What stands in brackets tells places apart: Halle is Halle (Saale), Saale hardly is.
        own = [part for part in parts if not name.endswith(f"({part})")]
        _add_keys(keys, row.country, parts, main=False)
        _add_keys(keys, row.country, (whole, *own), main=True)
    return keys


def _add_keys(keys: dict[str, bool], country: str, names: Iterable[str], *, main: bool) -> None:
    for name in names:
        spellings = (name, spread_umlauts(name)) if country in _UMLAUT_COUNTRIES else (name,)
        for spelling in spellings:
            for key in name_keys(spelling):
                keys[key] = main or keys.get(key, False)
