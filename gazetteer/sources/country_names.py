"""Adds the names of the countries in many languages."""

from importlib.metadata import version

from babel import Locale
from babel.localedata import locale_identifiers

from gazetteer.build_records import Dataset
from gazetteer.sources import Credit, read_table


class CountryNamesSource:
    """The package Babel: names of countries from Unicode's CLDR, in every language."""

    credit = Credit(f"PyPI Babel {version('babel')}", "Unicode CLDR", "Unicode License V3")

    def add_to(self, dataset: Dataset) -> None:
        languages = [identifier for identifier in sorted(locale_identifiers()) if "_" not in identifier]
        for language in languages:
            territories = Locale.parse(language).territories
            for code, country in dataset.countries.items():
                if name := territories.get(code):
                    country.names.append(name)
        for code, name in read_table("country_names"):
            dataset.countries[code].names.append(name)
        for country in dataset.countries.values():
            country.names = [n for n in dict.fromkeys(country.names) if n != country.name]
