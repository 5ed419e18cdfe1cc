/** Which polygon holds a point: a grid of cells in front of the even-odd rule. */

/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Ring} Ring */
/** @typedef {import('./types.d.ts').Rings} Rings */
/** @typedef {import('./types.d.ts').Box} Box */

/** @param {Ring} ring @param {Point} point */
function ringHolds(ring, [x, y]) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** @param {Rings} rings @param {Point} point */
export function polygonHolds(rings, point) {
  let inside = false;
  for (const ring of rings) if (ringHolds(ring, point)) inside = !inside;
  return inside;
}

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

/** @param {Point[]} points @returns {Point[]} the four that touch their box: enough to fit a view */
export function extremes(points) {
  const first = (/** @type {(a: Point, b: Point) => boolean} */ before) => points.reduce((a, b) => (before(b, a) ? b : a));
  return [first((a, b) => a[0] < b[0]), first((a, b) => a[1] < b[1]), first((a, b) => a[0] > b[0]), first((a, b) => a[1] > b[1])];
}

/** @param {Rings} rings @param {Point} point */
function squaredDistance(rings, [x, y]) {
  let least = Infinity;
  for (const [px, py] of rings[0]) least = Math.min(least, (px - x) ** 2 + (py - y) ** 2);
  return least;
}

export class PolygonIndex {
  /**
   * @param {Rings[]} polygons
   * @param {number} cell side of a grid cell, in the polygons' own unit
   * @param {number} reach how far outside a polygon `nearest` still finds it
   */
  constructor(polygons, cell, reach = 0) {
    this.polygons = polygons;
    this.cell = cell;
    this.reach = reach;
    this.boxes = polygons.map((rings) => boxOf(rings[0]));
    /** @type {Map<string, number[]>} */
    this.cells = new Map();
    this.boxes.forEach((box, index) => this.#enter(box, index));
  }

  /** @param {Box} box @param {number} index */
  #enter([west, south, east, north], index) {
    const cellOf = (/** @type {number} */ value) => Math.floor(value / this.cell);
    for (let x = cellOf(west - this.reach); x <= cellOf(east + this.reach); x++) {
      for (let y = cellOf(south - this.reach); y <= cellOf(north + this.reach); y++) {
        const key = `${x} ${y}`;
        const list = this.cells.get(key);
        if (list) list.push(index);
        else this.cells.set(key, [index]);
      }
    }
  }

  /** @param {Point} point @param {number} slack @returns {number[]} polygons whose box, widened by slack, holds the point */
  #candidates([x, y], slack) {
    const list = this.cells.get(`${Math.floor(x / this.cell)} ${Math.floor(y / this.cell)}`) ?? [];
    return list.filter((index) => {
      const [west, south, east, north] = this.boxes[index];
      return x >= west - slack && x <= east + slack && y >= south - slack && y <= north + slack;
    });
  }

  /** @param {Point} point @returns {number} index of the polygon that holds the point, or -1 */
  find(point) {
    return this.#candidates(point, 0).find((index) => polygonHolds(this.polygons[index], point)) ?? -1;
  }

  /** @param {Point} point @returns {number} as `find`; else the polygon with the nearest vertex in reach, or -1 */
  nearest(point) {
    const held = this.find(point);
    if (held >= 0) return held;
    let best = -1;
    let least = this.reach ** 2;
    for (const index of this.#candidates(point, this.reach)) {
      const distance = squaredDistance(this.polygons[index], point);
      if (distance < least) [best, least] = [index, distance];
    }
    return best;
  }
}

/** @param {Rings[]} polygons px @param {(Point | null)[]} points @returns {number} how many lie in one of them */
export function countInside(polygons, points) {
  const index = new PolygonIndex(polygons, 20);
  return points.filter((point) => point && index.find(point) >= 0).length;
}
