/** Repairs the source's cut at 180°, so that both halves of a region have the same edge there and can be dissolved. */

/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Ring} Ring */

/** Degrees: the source writes 180° as ±179.9999 or similar. */
const TOLERANCE = 1e-3;

/** @param {Point} point @returns {Point} */
function snapped([x, y]) {
  return 180 - Math.abs(x) < TOLERANCE ? [Math.sign(x) * 180, y] : [x, y];
}

/** @param {Point} before @param {Point} point @param {Point} after */
function isInsideCut(before, point, after) {
  const allOnCut = [before, point, after].every(([x]) => Math.abs(x) === 180);
  return allOnCut && before[1] < point[1] === point[1] < after[1];
}

/**
 * Snaps points to 180°, and drops the points inside an edge along 180°. The two halves have different points there, and
 * only equal edges dissolve.
 * @param {Ring} ring closed @returns {Ring} closed
 */
export function cleanAntimeridian(ring) {
  if (!ring.some(([x]) => 180 - Math.abs(x) < TOLERANCE)) return ring;
  const open = ring.slice(0, -1).map(snapped);
  const kept = open.filter((point, i) => {
    const before = open[(i + open.length - 1) % open.length];
    return !isInsideCut(before, point, open[(i + 1) % open.length]);
  });
  return kept.length < 3 ? ring : [...kept, kept[0]];
}
