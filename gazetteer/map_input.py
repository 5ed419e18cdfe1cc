"""Writes the areas file, which is the input of the map build: the areas of each quiz, and the places as points."""

import json
from pathlib import Path
from typing import Any

from places.data_file import Gazetteer
from quizzes.catalogue import AreaLabel, CountedPlace, QuizTotals, build_catalogue


def write_map_input(path: Path, gazetteer: Gazetteer) -> None:
    """Write `path` as JSON: {"quizzes": [...], "places": [[id, country, region, lat, lon, ...]]}."""
    counted = [CountedPlace(p.country, p.region, p.population, p.continents) for p in gazetteer.places if not p.section]
    labels = {area.code: AreaLabel(area.name, area.letters) for area in gazetteer.areas}
    quizzes = build_catalogue(counted, labels)
    content = {
        "quizzes": [_areas_of_quiz(quiz, gazetteer) for quiz in quizzes],
        "places": [[p.id, p.country, p.region, p.lat, p.lon, p.population, p.section] for p in gazetteer.places],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, separators=(",", ":")), "utf-8")


def _areas_of_quiz(quiz: QuizTotals, gazetteer: Gazetteer) -> dict[str, Any]:
    countries: list[str] = []
    regions: list[str] = []
    if quiz.kind == "region":
        countries, regions = [quiz.scope[:2]], [quiz.scope]
    elif quiz.kind == "country":
        countries = [quiz.scope]
    elif quiz.kind == "world":
        countries = sorted(quiz.regions)
    else:
        countries, regions = _areas_of_continent(quiz.scope, gazetteer)
    return {"slug": quiz.slug, "kind": quiz.kind, "countries": countries, "regions": regions}


def _areas_of_continent(code: str, gazetteer: Gazetteer) -> tuple[list[str], list[str]]:
    """Countries that are entirely on the continent, and those regions of other countries that are on it."""
    regions_on_continent: dict[str, set[str]] = {}
    partly_elsewhere: set[str] = set()
    for place in gazetteer.places:
        if code in place.continents:
            regions_on_continent.setdefault(place.country, set()).add(place.region)
        else:
            partly_elsewhere.add(place.country)
    countries = sorted(country for country in regions_on_continent if country not in partly_elsewhere)
    split_countries = regions_on_continent.keys() & partly_elsewhere
    regions = sorted(r for country in split_countries for r in regions_on_continent[country] if r)
    return countries, regions
