import type { components } from "./schema";

/**
 * Why a request failed. "offline" and "busy" are temporary, "refused" is permanent. `code` is the API's error code.
 * `places` are the ids that the refusal is about.
 */
export type RequestFailure =
  | { kind: "offline" }
  | { kind: "busy"; retryAfter: number | null; code?: string }
  | { kind: "refused"; code: string; message: string; places?: number[] };

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: RequestFailure };

/** Seconds from a Retry-After header. Its date form is rare and gives null; then our own back-off applies. */
export function parseRetryAfter(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

/**
 * Whether the same request may succeed later: there were too many requests, the server was unavailable, or the
 * request timed out. A status of 500 is a bug that this request triggers: repeating it would block the later guesses for
 * ever.
 */
export function isTemporary(status: number): boolean {
  return status === 429 || status === 408 || status > 500;
}

interface ErrorBody {
  error?: Partial<components["schemas"]["Problem"]> & { places?: unknown };
}

/** A temporary failure, with the API's code if it was the API that answered. */
export function busyError(retryAfter: string | null, body: unknown): RequestFailure {
  const code = (body as ErrorBody | null)?.error?.code;
  return { kind: "busy", retryAfter: parseRetryAfter(retryAfter), ...(typeof code === "string" && { code }) };
}

/** The refusal with the API's own message, or with a general one if a proxy answered instead of the API. */
export function refusedError(status: number, body: unknown): RequestFailure {
  const error = (body as ErrorBody | null)?.error;
  const code = typeof error?.code === "string" ? error.code : `http_${status}`;
  const message = typeof error?.message === "string" ? error.message : `The server answered ${status}.`;
  const places: unknown = error?.places;
  return { kind: "refused", code, message, ...(isIds(places) && { places }) };
}

function isIds(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((id) => typeof id === "number");
}
