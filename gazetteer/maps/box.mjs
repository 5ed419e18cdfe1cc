/** Boxes: the smallest upright rectangle around points, in degrees or in px on the plane. */

/** @typedef {import('./types.d.ts').Box} Box */
/** @typedef {import('./types.d.ts').Point} Point */

/** @param {Iterable<Point>} points @returns {Box} */
export function boxOf(points) {
  /** @type {Box} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return box;
}

/** @param {Box} outer @param {Box} inner */
export function boxContains(outer, inner) {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}

/** @param {Box} a @param {Box} b @returns {boolean} also true if the boxes only touch */
export function boxesOverlap(a, b) {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

/** @param {Box} a @param {Box} b @returns {Box} the smallest box that contains both */
export function boxUnion(a, b) {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** @param {Point[]} points @returns {Point[]} the four points on the sides of the box: enough to fit a view */
export function extremePoints(points) {
  const first = (/** @type {(a: Point, b: Point) => boolean} */ before) => points.reduce((a, b) => (before(b, a) ? b : a));
  return [first((a, b) => a[0] < b[0]), first((a, b) => a[1] < b[1]), first((a, b) => a[0] > b[0]), first((a, b) => a[1] > b[1])];
}
