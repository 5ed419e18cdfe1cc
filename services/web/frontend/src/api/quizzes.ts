import { guessUrl, type QuizRef } from "./guess-url";
import { getJson, postJson } from "./http";
import type { Outcome } from "./outcome";
import type { Match, Matches, Sections } from "./types";

export function fetchMatch(quiz: QuizRef, name: string): Promise<Outcome<Match>> {
  return getJson(guessUrl(quiz, "match", name));
}

export function fetchSections(quiz: QuizRef, name: string): Promise<Outcome<Sections>> {
  return getJson(guessUrl(quiz, "sections", name));
}

/** Looks up at most 100 names with one request. The matches have the order of the names. */
export async function fetchMatches({ slug }: QuizRef, names: string[]): Promise<Outcome<Match[]>> {
  const outcome = await postJson<Matches>(`/api/v1/quizzes/${encodeURIComponent(slug)}/matches`, { names });
  return outcome.ok ? { ok: true, value: outcome.value.answers } : outcome;
}

export function fetchMap<T>(url: string): Promise<Outcome<T>> {
  return getJson(url);
}
