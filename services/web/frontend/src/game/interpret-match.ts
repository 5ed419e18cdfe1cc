import type { Match, Place, Quiz } from "../api/types";
import type { Answer } from "./answer";
import { findRegion, isInRegion } from "./regions";
import { regionOfRule, type HomonymRule } from "./homonym-rule";

export interface Interpretation {
  take: Place[];
  answer: Answer;
}

type IsNamed = (id: number) => boolean;

/** What a match means for this play: which of its places to take, and what to say. */
export function interpretMatch(quiz: Quiz, match: Match, guess: string, where: HomonymRule, has: IsNamed): Interpretation {
  if (match.places.length === 0) {
    return takeNothing({ kind: "miss", guess, reason: match.reason ?? "unknown", partOf: null });
  }
  const code = regionOfRule(where);
  const allowed = code === null ? match.places : match.places.filter((place) => isInRegion(quiz, place, code));
  if (code !== null && allowed.length === 0) return outsideRegion(quiz, match, guess, code, has);
  const open = allowed.filter(({ id }) => !has(id));
  const [pick] = open;
  if (pick === undefined) return alreadyNamed(match, allowed, has);
  return where === "every" ? takeEvery(guess, open, allowed) : takeOne(match, pick, allowed.length - open.length, has);
}

function takeOne(match: Match, place: Place, had: number, has: IsNamed): Interpretation {
  const others = match.places.filter(({ id }) => id !== place.id && !has(id));
  return { take: [place], answer: { kind: "hit", place, others, had, near: match.reason === "near" } };
}

function takeEvery(guess: string, open: Place[], allowed: Place[]): Interpretation {
  return { take: open, answer: { kind: "every", guess, places: open, had: allowed.length - open.length } };
}

function alreadyNamed(match: Match, allowed: Place[], has: IsNamed): Interpretation {
  const [place] = allowed as [Place, ...Place[]];
  const others = match.places.filter(({ id }) => !has(id));
  return takeNothing({ kind: "already", place, count: allowed.length, others });
}

function outsideRegion(quiz: Quiz, match: Match, guess: string, code: string, has: IsNamed): Interpretation {
  const region = findRegion(quiz, code)?.name ?? code;
  return takeNothing({ kind: "elsewhere", guess, region, places: match.places.filter(({ id }) => !has(id)) });
}

function takeNothing(answer: Answer): Interpretation {
  return { take: [], answer };
}
