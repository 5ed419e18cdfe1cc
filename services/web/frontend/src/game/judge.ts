import type { Match, Place, Quiz } from "../api/types";
import type { Answer } from "./answer";
import { findRegion, isIn } from "./regions";
import { regionOf, type Where } from "./where";

export interface Verdict {
  take: Place[];
  answer: Answer;
}

type Has = (id: number) => boolean;

/** What a match means for this play: which of its places to take, and what to say. */
export function judge(quiz: Quiz, match: Match, guess: string, where: Where, has: Has): Verdict {
  if (match.places.length === 0) {
    return say({ kind: "miss", guess, reason: match.reason ?? "unknown", partOf: null });
  }
  const code = regionOf(where);
  const allowed = code === null ? match.places : match.places.filter((place) => isIn(quiz, place, code));
  if (code !== null && allowed.length === 0) return outsideFilter(quiz, match, guess, code, has);
  const open = allowed.filter(({ id }) => !has(id));
  const [pick] = open;
  if (pick === undefined) return alreadyNamed(match, allowed, has);
  return where === "every" ? takeEvery(guess, open, allowed) : takeOne(match, pick, allowed.length - open.length, has);
}

function takeOne(match: Match, place: Place, had: number, has: Has): Verdict {
  const others = match.places.filter(({ id }) => id !== place.id && !has(id));
  return { take: [place], answer: { kind: "hit", place, others, had, near: match.reason === "near" } };
}

function takeEvery(guess: string, open: Place[], allowed: Place[]): Verdict {
  return { take: open, answer: { kind: "every", guess, places: open, had: allowed.length - open.length } };
}

function alreadyNamed(match: Match, allowed: Place[], has: Has): Verdict {
  const [place] = allowed as [Place, ...Place[]];
  const others = match.places.filter(({ id }) => !has(id));
  return say({ kind: "already", place, count: allowed.length, others });
}

function outsideFilter(quiz: Quiz, match: Match, guess: string, code: string, has: Has): Verdict {
  const region = findRegion(quiz, code)?.name ?? code;
  return say({ kind: "elsewhere", guess, region, places: match.places.filter(({ id }) => !has(id)) });
}

function say(answer: Answer): Verdict {
  return { take: [], answer };
}
