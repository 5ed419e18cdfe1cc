/** The document's event for a failed request, with its description as `detail`. The scripts in reports/ listen to it. */
export const REQUEST_FAILED = "toponaut:failed";

/** Describes a failed request without private data: guesses are in the query, ids of plays in the path. */
export function describeFailure(method: string, url: string, reason: string): string {
  const path = url.replace(/[?#].*$/s, "").replace(/^(\/api\/v1\/plays\/).+/, "$1…");
  return `${method} ${path}: ${reason}`;
}

/** Sends the event. Another script of the page reports the failure to the server. */
export function announceFailure(description: string): void {
  document.dispatchEvent(new CustomEvent<string>(REQUEST_FAILED, { detail: description }));
}
