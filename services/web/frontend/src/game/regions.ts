import type { Place, Quiz, Region } from "../api/types";

export interface RegionTally {
  code: string;
  name: string;
  named: number;
  total: number;
  people: number;
  population: number;
}

export type QuizRegions = Pick<Quiz, "kind" | "regions">;

/** The world and the continents are divided into countries; a country is divided into its own regions. */
function dividedByCountry(quiz: QuizRegions): boolean {
  return quiz.kind === "world" || quiz.kind === "continent";
}

/** The key that links a place to its region: the country's code, or the region's name, which is unique in a country. */
function keyOfPlace(quiz: QuizRegions, place: Place): string {
  return dividedByCountry(quiz) ? place.country : place.region;
}

function keyOfRegion(quiz: QuizRegions, region: Region): string {
  return dividedByCountry(quiz) ? region.code : region.name;
}

export function findRegion(quiz: QuizRegions, code: string): Region | undefined {
  return quiz.regions.find((region) => region.code === code);
}

export function isInRegion(quiz: QuizRegions, place: Place, code: string): boolean {
  const region = findRegion(quiz, code);
  return region !== undefined && keyOfRegion(quiz, region) === keyOfPlace(quiz, place);
}

export function tallyRegions(quiz: QuizRegions, named: Iterable<Place>): RegionTally[] {
  const tallies = new Map(quiz.regions.map((region) => [keyOfRegion(quiz, region), emptyTally(region)]));
  for (const place of named) {
    const tally = tallies.get(keyOfPlace(quiz, place));
    if (tally === undefined) continue;
    tally.named += 1;
    tally.people += place.population;
  }
  return [...tallies.values()];
}

function emptyTally({ code, name, places, population }: Region): RegionTally {
  return { code, name, named: 0, total: places, people: 0, population };
}

export function countRegionsWithPlaces(tallies: readonly RegionTally[]): number {
  return tallies.filter(({ named }) => named > 0).length;
}

/** Most places named first, then by name. */
export function byPlacesNamed(a: RegionTally, b: RegionTally): number {
  return b.named - a.named || a.name.localeCompare(b.name, "en");
}

/**
 * Where a place is, as briefly as this quiz allows: "Oregon" in the quiz of the US, "Oregon, United States" in the quiz
 * of the world or a continent, where a country often has several places with the same name. Empty in the quiz of one region.
 */
export function locationLabel(quiz: QuizRegions, place: Place): string {
  if (!dividedByCountry(quiz)) return quiz.kind === "region" ? "" : place.region;
  const country = findRegion(quiz, place.country)?.name ?? place.country;
  // Not "Lviv, Lviv, Ukraine" or "Singapore, Singapore".
  return [place.region, country].filter((name, i, all) => name !== "" && name !== place.name && all.indexOf(name) === i).join(", ");
}
