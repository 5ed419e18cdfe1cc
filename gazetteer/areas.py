"""What the map build needs: the quizzes by the areas they cover, and the places as points."""

import json
from pathlib import Path
from typing import Any

from places.data_file import Gazetteer
from quizzes.catalogue import AreaLabel, CountedPlace, QuizTotals, build_catalogue


def write_areas(path: Path, gazetteer: Gazetteer) -> None:
    """Write `path` as JSON: {"quizzes": [...], "places": [[id, country, region, lat, lon, ...]]}."""
    counted = [CountedPlace(p.country, p.region, p.population, p.continents) for p in gazetteer.places if not p.section]
    names = {area.code: AreaLabel(area.name, area.letters) for area in gazetteer.areas}
    quizzes = build_catalogue(counted, names)
    content = {
        "quizzes": [_areas_of(quiz, gazetteer) for quiz in quizzes],
        "places": [[p.id, p.country, p.region, p.lat, p.lon, p.population, p.section] for p in gazetteer.places],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, separators=(",", ":")), "utf-8")


def _areas_of(quiz: QuizTotals, gazetteer: Gazetteer) -> dict[str, Any]:
    countries: list[str] = []
    regions: list[str] = []
    if quiz.kind == "region":
        countries, regions = [quiz.scope[:2]], [quiz.scope]
    elif quiz.kind == "country":
        countries = [quiz.scope]
    elif quiz.kind == "world":
        countries = sorted(quiz.regions)
    else:
        countries, regions = _continent(quiz.scope, gazetteer)
    return {"slug": quiz.slug, "kind": quiz.kind, "countries": countries, "regions": regions}


def _continent(code: str, gazetteer: Gazetteer) -> tuple[list[str], list[str]]:
    """The countries that lie on the continent as a whole, and the regions of those that do not."""
    inside: dict[str, set[str]] = {}
    split: set[str] = set()
    for place in gazetteer.places:
        if code in place.continents:
            inside.setdefault(place.country, set()).add(place.region)
        else:
            split.add(place.country)
    whole = sorted(country for country in inside if country not in split)
    parts = sorted(r for country in inside.keys() & split for r in inside[country] if r)
    return whole, parts
