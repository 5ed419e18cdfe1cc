import type { components } from "./schema";

/** Why there is no answer. "offline" and "busy" pass by themselves; "refused" does not. `places`: the ids it is about. */
export type Trouble =
  | { kind: "offline" }
  | { kind: "busy"; retryAfter: number | null }
  | { kind: "refused"; code: string; message: string; places?: number[] };

export type Outcome<T> = { ok: true; value: T } | { ok: false; trouble: Trouble };

/** Seconds from a Retry-After header; its date form is rare enough to be left to our own back-off. */
export function retryAfter(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

/**
 * A status that the same request may not meet again later: too many requests, or a server in trouble. A plain 500
 * is our bug on this very request: asking again would block the guesses behind it for ever.
 */
export function passes(status: number): boolean {
  return status === 429 || status === 408 || status > 500;
}

interface ErrorBody {
  error?: Partial<components["schemas"]["Problem"]> & { places?: unknown };
}

/** The API's own words for a refusal, or plain ones where a proxy answered in its place. */
export function refusal(status: number, body: unknown): Trouble {
  const error = (body as ErrorBody | null)?.error;
  const code = typeof error?.code === "string" ? error.code : `http_${status}`;
  const message = typeof error?.message === "string" ? error.message : `The server answered ${status}.`;
  const places: unknown = error?.places;
  return { kind: "refused", code, message, ...(isIds(places) && { places }) };
}

function isIds(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((id) => typeof id === "number");
}
