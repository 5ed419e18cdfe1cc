// What has to be sent to bring a saved play up to date. Lists of ids are in the order of naming.

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A list of ids in about ten letters, "142.1k2j3h": the count and a 32-bit FNV hash. The browser stores this instead of
 * 20,000 ids: it is enough to know whether anything is unsaved.
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

/** The first ids, if `fingerprint` was made from them: since then places were only added. Null otherwise. */
export function prefixWithFingerprint(ids: readonly number[], fingerprint: string): number[] | null {
  const prefix = ids.slice(0, fingerprintCount(fingerprint));
  return fingerprintOf(prefix) === fingerprint ? prefix : null;
}

export interface Delta {
  removed: number[];
  added: number[];
}

/** How to turn one list into the other by removing and appending; null if that would not give the same order. */
export function deltaBetween(from: readonly number[], to: readonly number[]): Delta | null {
  const target = new Set(to);
  const removed = from.filter((id) => !target.has(id));
  const remaining = from.length - removed.length;
  let next = 0;
  for (const id of from) if (target.has(id) && to[next++] !== id) return null;
  return { removed, added: to.slice(remaining) };
}
