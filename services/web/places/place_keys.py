"""The keys under which a place is found."""

from collections.abc import Iterable

from places.data_file import PlaceRow
from places.names import expand_umlauts, name_keys, name_parts

# Countries where ä, ö, ü, å may be typed as ae, oe, ue, aa.
_UMLAUT_COUNTRIES = {"DE", "AT", "CH", "LI", "LU", "DK", "NO", "SE", "FI", "AX", "FO", "IS", "EE"}


def place_keys(row: PlaceRow) -> dict[str, bool]:
    """Every key that finds the place; True for keys of its main names: its own and its English one."""
    keys: dict[str, bool] = {}
    main_names = [row.name, row.english] if row.english else [row.name]
    # Other names are not split: either part of "Bruxelles (Anderlecht)" may be another place.
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
