import { announce, failure } from "./failed-requests";
import { type Outcome, passes, refusal, retryAfter } from "./outcome";

/** A phone between two masts can leave a request hanging for minutes; a player retypes after a few seconds. */
export const PATIENCE_MS = 8_000;
/** What nobody waits for may take as long as 20,000 places need over a slow line, which is 200 KB. */
export const SAVING_PATIENCE_MS = 60_000;

/** Bytes that a request may carry to outlive its page. Browsers allow 64 KB to all that a page leaves behind. */
const LARGEST_KEPT_ALIVE = 60_000;

/** Letters are bytes here: ids, times and slugs are ASCII. */
export function outlivesPage(body: string): boolean {
  return body.length <= LARGEST_KEPT_ALIVE;
}

export interface Answered<T> {
  status: number;
  body: T;
}

export async function getJson<T>(url: string, patience = PATIENCE_MS): Promise<Outcome<T>> {
  const outcome = await request<T>(url, {}, patience);
  return outcome.ok ? { ok: true, value: outcome.value.body } : outcome;
}

/** Asks with more than an address can hold. It ends with its page, unlike what is sent to be kept. */
export async function postJson<T>(url: string, json: object): Promise<Outcome<T>> {
  const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(json) };
  const outcome = await request<T>(url, init, SAVING_PATIENCE_MS);
  return outcome.ok ? { ok: true, value: outcome.value.body } : outcome;
}

/** Sends JSON, or nothing. It goes on after the page is left, if it is small enough. */
export function sendJson<T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  url: string,
  headers: Record<string, string>,
  json?: object,
): Promise<Outcome<Answered<T>>> {
  const body = json === undefined ? null : JSON.stringify(json);
  const keepalive = outlivesPage(body ?? "");
  const sent = body === null ? headers : { ...headers, "Content-Type": "application/json" };
  return request<T>(url, { method, headers: sent, body, keepalive }, SAVING_PATIENCE_MS);
}

async function request<T>(url: string, init: RequestInit, patience: number): Promise<Outcome<Answered<T>>> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patience) });
    const { ok, status } = response;
    if (status >= 500) announce(failure(init.method ?? "GET", url, `answered ${status}`));
    if (ok) return { ok, value: { status, body: (status === 204 ? null : await response.json()) as T } };
    if (passes(status)) {
      return { ok, trouble: { kind: "busy", retryAfter: retryAfter(response.headers.get("Retry-After")) } };
    }
    return { ok, trouble: refusal(status, await response.json().catch(() => null)) };
  } catch (error) {
    if (error instanceof SyntaxError) announce(failure(init.method ?? "GET", url, "the answer is no JSON"));
    return { ok: false, trouble: { kind: "offline" } };
  }
}
