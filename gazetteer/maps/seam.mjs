/** Cleans the cut that the source makes at 180°, so that both halves of a land have the same edge there. */

/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Ring} Ring */

/** The source writes 180° as ±179.9999 or so. */
const NEAR = 1e-3;

/** @param {Point} point @returns {Point} */
function snapped([x, y]) {
  return 180 - Math.abs(x) < NEAR ? [Math.sign(x) * 180, y] : [x, y];
}

/** @param {Point} before @param {Point} point @param {Point} after */
function isInsideCut(before, point, after) {
  const onCut = [before, point, after].every(([x]) => Math.abs(x) === 180);
  return onCut && before[1] < point[1] === point[1] < after[1];
}

/**
 * Snaps points to the cut and drops those in the middle of it: the two sides have different ones,
 * and only equal edges dissolve.
 * @param {Ring} ring closed @returns {Ring} closed
 */
export function cleanCut(ring) {
  if (!ring.some(([x]) => 180 - Math.abs(x) < NEAR)) return ring;
  const open = ring.slice(0, -1).map(snapped);
  const kept = open.filter((point, i) => {
    const before = open[(i + open.length - 1) % open.length];
    return !isInsideCut(before, point, open[(i + 1) % open.length]);
  });
  return kept.length < 3 ? ring : [...kept, kept[0]];
}
