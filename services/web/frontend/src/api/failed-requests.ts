/** A request that the server failed at, as an event on the document: what tells of it is another script of the page. */
export const FAILED = "toponaut:failed";

export type Failure = string;

/** Says it without what was asked: a guess stands in the address's query, an id of a play in its path. */
export function failure(method: string, url: string, what: string): Failure {
  const path = url.replace(/[?#].*$/s, "").replace(/^(\/api\/v1\/plays\/).+/, "$1…");
  return `${method} ${path}: ${what}`;
}

export function announce(said: Failure): void {
  document.dispatchEvent(new CustomEvent<Failure>(FAILED, { detail: said }));
}
