/** Finds the polygon that contains a point: a grid of cells selects candidates, the even-odd rule decides. */
import { boxOf } from './box.mjs';

/** @typedef {import('./types.d.ts').Box} Box */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Polygon} Polygon */
/** @typedef {import('./types.d.ts').Ring} Ring */

/** @param {Ring} ring @param {Point} point */
function ringContains(ring, [x, y]) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** @param {Polygon} rings @param {Point} point */
export function polygonContains(rings, point) {
  let inside = false;
  for (const ring of rings) if (ringContains(ring, point)) inside = !inside;
  return inside;
}

/** @param {Polygon} rings @param {Point} point @returns {number} square of the distance to the nearest vertex of the exterior */
function squaredDistance(rings, [x, y]) {
  let shortest = Infinity;
  for (const [px, py] of rings[0]) shortest = Math.min(shortest, (px - x) ** 2 + (py - y) ** 2);
  return shortest;
}

export class PolygonIndex {
  /**
   * @param {Polygon[]} polygons
   * @param {number} cellSize side of a grid cell, in the unit of the polygons
   * @param {number} maxDistance how far outside a polygon a point may be for `nearest`
   */
  constructor(polygons, cellSize, maxDistance = 0) {
    this.polygons = polygons;
    this.cellSize = cellSize;
    this.maxDistance = maxDistance;
    this.boxes = polygons.map((rings) => boxOf(rings[0]));
    /** @type {Map<string, number[]>} */
    this.cells = new Map();
    this.boxes.forEach((box, index) => this.#addToCells(box, index));
  }

  /** @param {Box} box @param {number} index */
  #addToCells([west, south, east, north], index) {
    const cellOf = (/** @type {number} */ value) => Math.floor(value / this.cellSize);
    for (let x = cellOf(west - this.maxDistance); x <= cellOf(east + this.maxDistance); x++) {
      for (let y = cellOf(south - this.maxDistance); y <= cellOf(north + this.maxDistance); y++) {
        const key = `${x} ${y}`;
        const indices = this.cells.get(key);
        if (indices) indices.push(index);
        else this.cells.set(key, [index]);
      }
    }
  }

  /**
   * @param {Point} point @param {number} margin
   * @returns {number[]} indices of the polygons whose box, widened by the margin, contains the point
   */
  #candidates([x, y], margin) {
    const indices = this.cells.get(`${Math.floor(x / this.cellSize)} ${Math.floor(y / this.cellSize)}`) ?? [];
    return indices.filter((index) => {
      const [west, south, east, north] = this.boxes[index];
      return x >= west - margin && x <= east + margin && y >= south - margin && y <= north + margin;
    });
  }

  /** @param {Point} point @returns {number} index of the polygon that contains the point, or -1 */
  containing(point) {
    return this.#candidates(point, 0).find((index) => polygonContains(this.polygons[index], point)) ?? -1;
  }

  /**
   * @param {Point} point
   * @returns {number} index of the polygon that contains the point; if none does, of the polygon with the nearest vertex
   * within the maximum distance; otherwise -1
   */
  nearest(point) {
    const containing = this.containing(point);
    if (containing >= 0) return containing;
    let best = -1;
    let shortest = this.maxDistance ** 2;
    for (const index of this.#candidates(point, this.maxDistance)) {
      const distance = squaredDistance(this.polygons[index], point);
      if (distance < shortest) [best, shortest] = [index, distance];
    }
    return best;
  }
}

/** @param {Polygon[]} polygons px @param {(Point | null)[]} points @returns {number} how many points are in a polygon */
export function countInside(polygons, points) {
  const index = new PolygonIndex(polygons, 20);
  return points.filter((point) => point && index.containing(point) >= 0).length;
}
