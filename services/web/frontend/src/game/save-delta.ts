/** Which places a saved play holds, and how to tell what has to be sent. Ids stand in the order of naming. */

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A list of ids in some ten letters, "142.1k2j3h": how many, and a hash of 32 bits. Kept in the browser's storage, which
 * need not hold 20,000 ids twice to know whether anything is unsaved.
 */
export function fingerprintOf(ids: readonly number[]): string {
  let hash = FNV_START;
  for (const id of ids) hash = Math.imul(hash ^ id, FNV_PRIME);
  return `${ids.length}.${(hash >>> 0).toString(36)}`;
}

/** How many ids a print was made from. */
export function fingerprintCount(print: string): number {
  return Number.parseInt(print, 10) || 0;
}

/** The first of `ids`, if it is those that `print` was made from: places were only added since. */
export function prefixWithFingerprint(ids: readonly number[], print: string): number[] | null {
  const start = ids.slice(0, fingerprintCount(print));
  return fingerprintOf(start) === print ? start : null;
}

export interface Delta {
  removed: number[];
  added: number[];
}

/** What turns one list into the other by taking out and appending; null if that would not give the same order. */
export function deltaBetween(from: readonly number[], to: readonly number[]): Delta | null {
  const target = new Set(to);
  const removed = from.filter((id) => !target.has(id));
  const stay = from.length - removed.length;
  let at = 0;
  for (const id of from) if (target.has(id) && to[at++] !== id) return null;
  return { removed, added: to.slice(stay) };
}
