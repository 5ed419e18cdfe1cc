import type { Match, Place, Quiz } from "../api/types";
import type { Answer } from "./answer-line";
import { type HomonymRule, regionOfRule } from "./homonym-rule";
import { findRegion, isInRegion } from "./regions";

export interface Interpretation {
  /** Places to add to the play. */
  take: Place[];
  answer: Answer;
}

type IsNamed = (id: number) => boolean;

/** What the server's match means for this play: which of its places to add, and what to tell the player. */
export function interpretMatch(quiz: Quiz, match: Match, guess: string, rule: HomonymRule, isNamed: IsNamed): Interpretation {
  if (match.places.length === 0) {
    return takeNothing({ kind: "miss", guess, reason: match.reason ?? "unknown", partOf: null });
  }
  const code = regionOfRule(rule);
  const allowed = code === null ? match.places : match.places.filter((place) => isInRegion(quiz, place, code));
  if (code !== null && allowed.length === 0) return outsideRegion(quiz, match, guess, code, isNamed);
  const unnamed = allowed.filter(({ id }) => !isNamed(id));
  const [largest] = unnamed;
  if (largest === undefined) return allNamed(match, allowed, isNamed);
  const alreadyNamed = allowed.length - unnamed.length;
  return rule === "every" ? takeEvery(guess, unnamed, alreadyNamed) : takeOne(match, largest, alreadyNamed, isNamed);
}

function takeOne(match: Match, place: Place, alreadyNamed: number, isNamed: IsNamed): Interpretation {
  const others = match.places.filter(({ id }) => id !== place.id && !isNamed(id));
  return { take: [place], answer: { kind: "hit", place, others, alreadyNamed, near: match.reason === "near" } };
}

function takeEvery(guess: string, places: Place[], alreadyNamed: number): Interpretation {
  return { take: places, answer: { kind: "every", guess, places, alreadyNamed } };
}

function allNamed(match: Match, allowed: Place[], isNamed: IsNamed): Interpretation {
  const [place] = allowed as [Place, ...Place[]];
  const others = match.places.filter(({ id }) => !isNamed(id));
  return takeNothing({ kind: "already", place, count: allowed.length, others });
}

function outsideRegion(quiz: Quiz, match: Match, guess: string, code: string, isNamed: IsNamed): Interpretation {
  const region = findRegion(quiz, code)?.name ?? code;
  return takeNothing({ kind: "elsewhere", guess, region, places: match.places.filter(({ id }) => !isNamed(id)) });
}

function takeNothing(answer: Answer): Interpretation {
  return { take: [], answer };
}
