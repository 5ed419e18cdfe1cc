import type { Place } from "../api/types";

/** A place that the player has named; `at` (ms since 1970) orders the play. */
export type NamedPlace = Place & { at: number };

/** Largest first. */
export function byPopulation(a: Place, b: Place): number {
  return b.population - a.population || a.id - b.id;
}
