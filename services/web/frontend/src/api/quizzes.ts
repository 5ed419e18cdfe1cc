import { type Asked, endpoint } from "./guess-url";
import type { Outcome } from "./outcome";
import { getJson, postJson } from "./http";
import type { Match, Matches, Sections } from "./types";

export function askMatch(quiz: Asked, name: string): Promise<Outcome<Match>> {
  return getJson(endpoint(quiz, "match", name));
}

export function askSections(quiz: Asked, name: string): Promise<Outcome<Sections>> {
  return getJson(endpoint(quiz, "sections", name));
}

/** What up to a hundred guesses stand for, in their order. */
export async function askMatches({ slug }: Asked, names: string[]): Promise<Outcome<Match[]>> {
  const outcome = await postJson<Matches>(`/api/v1/quizzes/${encodeURIComponent(slug)}/matches`, { names });
  return outcome.ok ? { ok: true, value: outcome.value.answers } : outcome;
}

export function fetchMap<T>(url: string): Promise<Outcome<T>> {
  return getJson(url);
}
