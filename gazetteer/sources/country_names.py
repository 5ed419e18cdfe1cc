"""Names of the countries in the world's languages."""

from importlib.metadata import version

from babel import Locale
from babel.localedata import locale_identifiers

from gazetteer.draft import Draft
from gazetteer.sources import Credit, read_table


class CountryNames:
    """The package Babel: Unicode's CLDR, territory names in every language it has."""

    credit = Credit(f"PyPI Babel {version('babel')}", "Unicode CLDR", "Unicode License V3")

    def add_to(self, draft: Draft) -> None:
        languages = [name for name in sorted(locale_identifiers()) if "_" not in name]
        for identifier in languages:
            territories = Locale.parse(identifier).territories
            for code, country in draft.countries.items():
                if name := territories.get(code):
                    country.names.append(name)
        for code, name in read_table("country_names"):
            draft.countries[code].names.append(name)
        for country in draft.countries.values():
            country.names = [n for n in dict.fromkeys(country.names) if n != country.name]
