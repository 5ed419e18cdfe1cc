import { type Asked, endpoint } from "./endpoint";
import { type Outcome, passes, refusal, retryAfter } from "./outcome";
import type { Match, Sections } from "./types";

/** A phone between two masts can leave a request hanging for minutes; a player retypes after a few seconds. */
const PATIENCE_MS = 8_000;

async function getJson<T>(url: string): Promise<Outcome<T>> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) return { ok: true, value: (await response.json()) as T };
    if (passes(response.status)) {
      return { ok: false, trouble: { kind: "busy", retryAfter: retryAfter(response.headers.get("Retry-After")) } };
    }
    return { ok: false, trouble: refusal(response.status, await response.json().catch(() => null)) };
  } catch {
    return { ok: false, trouble: { kind: "offline" } };
  }
}

export function askMatch(quiz: Asked, name: string): Promise<Outcome<Match>> {
  return getJson(endpoint(quiz, "match", name));
}

export function askSections(quiz: Asked, name: string): Promise<Outcome<Sections>> {
  return getJson(endpoint(quiz, "sections", name));
}

export function fetchMap<T>(url: string): Promise<Outcome<T>> {
  return getJson(url);
}
