// Computes what to send so that a saved play is up to date. Lists of ids are in the order of naming.

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A fingerprint of a list of ids, about ten characters long: the count and a 32-bit FNV hash, as in "142.1k2j3h". The
 * browser stores it instead of 20,000 ids. It is enough to tell whether anything is unsaved.
 */
export function fingerprintOf(ids: readonly number[]): string {
  let hash = FNV_OFFSET;
  for (const id of ids) hash = Math.imul(hash ^ id, FNV_PRIME);
  return `${ids.length}.${(hash >>> 0).toString(36)}`;
}

/** How many ids a fingerprint was made from. */
export function fingerprintCount(fingerprint: string): number {
  return Number.parseInt(fingerprint, 10) || 0;
}

/** The ids that were saved, if they are still the beginning of the list (places were only added since); otherwise null. */
export function prefixWithFingerprint(ids: readonly number[], fingerprint: string): number[] | null {
  const prefix = ids.slice(0, fingerprintCount(fingerprint));
  return fingerprintOf(prefix) === fingerprint ? prefix : null;
}

export interface Delta {
  removed: number[];
  added: number[];
}

/** Which ids to remove and append to turn `from` into `to`; null if that would give another order. */
export function deltaBetween(from: readonly number[], to: readonly number[]): Delta | null {
  const target = new Set(to);
  const removed = from.filter((id) => !target.has(id));
  const remaining = from.length - removed.length;
  let next = 0;
  for (const id of from) if (target.has(id) && to[next++] !== id) return null;
  return { removed, added: to.slice(remaining) };
}
