import { announceFailure, describeFailure } from "./failed-requests";
import { type Outcome, busyError, isTemporary, refusedError } from "./outcome";

/** On a phone with a bad connection a request can hang for minutes; a player retypes after a few seconds. */
export const TIMEOUT_MS = 8_000;
/** Nobody waits for a save, so it may take as long as 20,000 places (200 KB) need over a slow line. */
export const SAVE_TIMEOUT_MS = 60_000;

/** Browsers complete requests of a closed page only if all of them together are at most 64 KB. */
const MAX_KEEPALIVE_BYTES = 60_000;

/** Whether a request with this body continues after the page is closed. Ids, times and slugs are ASCII: one byte each. */
export function fitsKeepalive(body: string): boolean {
  return body.length <= MAX_KEEPALIVE_BYTES;
}

export interface JsonResponse<T> {
  status: number;
  body: T;
}

export async function getJson<T>(url: string, timeoutMs = TIMEOUT_MS): Promise<Outcome<T>> {
  const outcome = await request<T>(url, {}, timeoutMs);
  return outcome.ok ? { ok: true, value: outcome.value.body } : outcome;
}

/** For queries with more data than an address can contain. Unlike `sendJson`, it stops when the page is closed. */
export async function postJson<T>(url: string, json: object): Promise<Outcome<T>> {
  const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(json) };
  const outcome = await request<T>(url, init, SAVE_TIMEOUT_MS);
  return outcome.ok ? { ok: true, value: outcome.value.body } : outcome;
}

/** Sends a change, as JSON or without a body. If it is small enough, it continues after the page is closed. */
export function sendJson<T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  url: string,
  headers: Record<string, string>,
  json?: object,
): Promise<Outcome<JsonResponse<T>>> {
  const body = json === undefined ? null : JSON.stringify(json);
  const keepalive = fitsKeepalive(body ?? "");
  const allHeaders = body === null ? headers : { ...headers, "Content-Type": "application/json" };
  return request<T>(url, { method, headers: allHeaders, body, keepalive }, SAVE_TIMEOUT_MS);
}

async function request<T>(url: string, init: RequestInit, timeoutMs: number): Promise<Outcome<JsonResponse<T>>> {
  const method = init.method ?? "GET";
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    const { ok, status } = response;
    if (status >= 500) announceFailure(describeFailure(method, url, `answered ${status}`));
    if (ok) return { ok, value: { status, body: (status === 204 ? null : await response.json()) as T } };
    const body: unknown = await response.json().catch(() => null);
    return { ok, error: isTemporary(status) ? busyError(response.headers.get("Retry-After"), body) : refusedError(status, body) };
  } catch (error) {
    if (error instanceof SyntaxError) announceFailure(describeFailure(method, url, "the answer is not JSON"));
    return { ok: false, error: { kind: "offline" } };
  }
}
