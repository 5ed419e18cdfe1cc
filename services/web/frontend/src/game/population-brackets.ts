import type { Bracket, Place } from "../api/types";
import { formatCompact } from "./formatting";

export interface BracketTally {
  min: number;
  label: string;
  named: number;
  total: number;
  done: boolean;
}

/** How many places are named in each population bracket. `brackets` come largest first; those without places are omitted. */
export function tallyBrackets(brackets: readonly Bracket[], named: Iterable<Place>): BracketTally[] {
  const counts = brackets.map(() => 0);
  for (const { population } of named) {
    const index = brackets.findIndex(({ min }) => population >= min);
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
  }
  return brackets
    .map(({ min, places }, i) => tally(min, counts[i] ?? 0, places, brackets[i - 1]?.min))
    .filter(({ total }) => total > 0);
}

function tally(min: number, named: number, total: number, upperLimit: number | undefined): BracketTally {
  // A new data version may drop a place that an old play still has: never show "10 of 9".
  const capped = Math.min(named, total);
  return { min, label: label(min, upperLimit), named: capped, total, done: capped >= total };
}

function label(min: number, upperLimit: number | undefined): string {
  return min > 0 || upperLimit === undefined ? `≥ ${formatCompact(min)}` : `< ${formatCompact(upperLimit)}`;
}
