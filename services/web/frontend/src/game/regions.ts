import type { Place, Quiz, Region } from "../api/types";

export interface RegionTally {
  code: string;
  name: string;
  named: number;
  of: number;
  people: number;
  population: number;
}

type QuizRegions = Pick<Quiz, "kind" | "regions">;

/** The world and the continents are divided into countries, a country into its own regions. */
function dividedByCountry(quiz: QuizRegions): boolean {
  return quiz.kind === "world" || quiz.kind === "continent";
}

/** What joins a place to its region: a country's code, or the region's name, unique within one country. */
export function regionKey(quiz: QuizRegions, place: Place): string {
  return dividedByCountry(quiz) ? place.country : place.region;
}

function keyOf(quiz: QuizRegions, region: Region): string {
  return dividedByCountry(quiz) ? region.code : region.name;
}

export function findRegion(quiz: QuizRegions, code: string): Region | undefined {
  return quiz.regions.find((region) => region.code === code);
}

export function isInRegion(quiz: QuizRegions, place: Place, code: string): boolean {
  const region = findRegion(quiz, code);
  return region !== undefined && keyOf(quiz, region) === regionKey(quiz, place);
}

export function tallyRegions(quiz: QuizRegions, named: Iterable<Place>): RegionTally[] {
  const tally = new Map(quiz.regions.map((region) => [keyOf(quiz, region), emptyTally(region)]));
  for (const place of named) {
    const row = tally.get(regionKey(quiz, place));
    if (row === undefined) continue;
    row.named += 1;
    row.people += place.population;
  }
  return [...tally.values()];
}

function emptyTally({ code, name, places, population }: Region): RegionTally {
  return { code, name, named: 0, of: places, people: 0, population };
}

export function countRegionsWithPlaces(rows: readonly RegionTally[]): number {
  return rows.filter(({ named }) => named > 0).length;
}

/** Most places named first, then by name: what the player has stands on top. */
export function byPlacesNamed(a: RegionTally, b: RegionTally): number {
  return b.named - a.named || a.name.localeCompare(b.name, "en");
}

/**
 * Where a place is, in as many words as this quiz needs: "Oregon" in a quiz of the US, "Ukraine" in one of
 * Europe, "Oregon, United States" in the world's, where so many names come twice in one country.
 */
export function whereabouts(quiz: QuizRegions, place: Place): string {
  if (!dividedByCountry(quiz)) return quiz.kind === "region" ? "" : place.region;
  const country = findRegion(quiz, place.country)?.name ?? place.country;
  // Nobody says "Lviv, Lviv, Ukraine" or "Singapore, Singapore".
  return [place.region, country].filter((name, i, all) => name !== "" && name !== place.name && all.indexOf(name) === i).join(", ");
}
