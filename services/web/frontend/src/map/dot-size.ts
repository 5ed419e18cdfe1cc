import type { Quiz } from "../api/types";

/** A bracket with fewer places contains only exceptions (Paris, Reykjavik). Scaled by them, all other dots would be tiny. */
const MIN_BRACKET_PLACES = 3;

/**
 * Radius in pixels of a place at the lower limit of the quiz's largest bracket with enough places. The more of the globe
 * a map shows, the closer its large cities are together, and the more they exceed a million, so the dots are smaller.
 */
const REFERENCE_RADIUS_PX = { world: 3.25, continent: 4.25, country: 5.5, region: 5.5 };
const NARROW_SCREEN_FACTOR = 0.7;
/** Smaller dots could not be seen or hit, so the areas of the smallest places are not proportional. */
const MIN_RADIUS_PX = 2;
/** Radii are rounded to this step, so that a few dozen bitmaps serve 20,000 places. */
const RADIUS_STEP_PX = 0.25;

/**
 * Radius by population; area is proportional to population. Each quiz has its own scale: with the world's, all towns of
 * Vermont would have the same tiny dots.
 */
export function dotRadiusScale(quiz: Pick<Quiz, "brackets" | "kind">, narrow = false): (population: number) => number {
  const largest = largestBracket(quiz);
  const factor = (REFERENCE_RADIUS_PX[quiz.kind] * (narrow ? NARROW_SCREEN_FACTOR : 1)) / Math.sqrt(largest);
  const minRadius = MIN_RADIUS_PX * (narrow ? NARROW_SCREEN_FACTOR : 1);
  return (population) => Math.max(minRadius, Math.round((factor * Math.sqrt(population)) / RADIUS_STEP_PX) * RADIUS_STEP_PX);
}

/** Populations for the map's legend: the lower limit of the quiz's largest bracket, ten times it, and a tenth of it. */
export function legendPopulations(quiz: Pick<Quiz, "brackets">): number[] {
  const largest = largestBracket(quiz);
  return [largest * 10, largest, largest / 10].filter((population) => population >= 1_000);
}

function largestBracket({ brackets }: Pick<Quiz, "brackets">): number {
  return brackets.find(({ places, min }) => places >= MIN_BRACKET_PLACES && min > 0)?.min ?? 1_000;
}
