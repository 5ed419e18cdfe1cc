import type { Place, Quiz } from "../api/types";

export interface Score {
  places: number;
  people: number;
}

export function score(named: Iterable<Place>): Score {
  let places = 0;
  let people = 0;
  for (const place of named) {
    places += 1;
    people += place.population;
  }
  return { places, people };
}

/**
 * If at least this share of the places has no known population, the page must say so: the percentage of people would
 * mislead.
 */
const MIN_UNKNOWN_SHARE = 0.2;

/** The share of places without a population; null if it is too small to mention. */
export function unknownPopulationShare(quiz: Pick<Quiz, "places" | "unknown_population">): number | null {
  const share = quiz.places > 0 ? quiz.unknown_population / quiz.places : 0;
  return share >= MIN_UNKNOWN_SHARE ? share : null;
}
