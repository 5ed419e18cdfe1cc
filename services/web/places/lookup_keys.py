"""The keys under which a place is found."""

from collections.abc import Iterable

from places.data_file import PlaceRow
from places.names import expand_umlauts, name_keys, name_parts

# Countries where people may type ä, ö, ü, å as ae, oe, ue, aa.
_UMLAUT_COUNTRIES = {"DE", "AT", "CH", "LI", "LU", "DK", "NO", "SE", "FI", "AX", "FO", "IS", "EE"}


def lookup_keys(row: PlaceRow) -> dict[str, bool]:
    """Every key that finds the place. The value is True for keys of main names: `name` and the English name."""
    keys: dict[str, bool] = {}
    main_names = [row.name, row.english] if row.english else [row.name]
    # Alternate names are not split: each part of "Bruxelles (Anderlecht)" may be the name of another place.
    _add_keys(keys, row.country, row.names, main=False)
    for name in main_names:
        whole, *parts = name_parts(name)
        # Words in brackets only distinguish the place: "Halle" means Halle (Saale), "Saale" rarely does.
        main_parts = [part for part in parts if not name.endswith(f"({part})")]
        _add_keys(keys, row.country, parts, main=False)
        _add_keys(keys, row.country, (whole, *main_parts), main=True)
    return keys


def _add_keys(keys: dict[str, bool], country: str, names: Iterable[str], *, main: bool) -> None:
    for name in names:
        spellings = (name, expand_umlauts(name)) if country in _UMLAUT_COUNTRIES else (name,)
        for spelling in spellings:
            for key in name_keys(spelling):
                keys[key] = main or keys.get(key, False)
