import type { Place } from "../api/types";

/** A place that the player has named; places are sorted by `at` (ms since 1970). */
export type NamedPlace = Place & { at: number };

/** Largest first. */
export function byPopulation(a: Place, b: Place): number {
  return b.population - a.population || a.id - b.id;
}
