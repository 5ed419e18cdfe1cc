/** Removes islands that are too small to be visible. */
import { group, sum } from 'd3-array';

/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').RegionPolygon} RegionPolygon */

/** px² from which an island without a place is drawn. */
const MIN_EMPTY = 0.6;
/** px² from which an island with a place is drawn: only maps of half the world have smaller ones. */
const MIN_INHABITED = 0.02;
/** px² from which an island around the area is drawn. */
const MIN_CONTEXT = 25;

/** @param {RegionPolygon[]} polygons @param {Plane} plane @param {(mass: RegionPolygon[]) => number} minArea px² for the landmass */
function largeEnough(polygons, plane, minArea) {
  const masses = [...group(polygons, (polygon) => polygon.landmass).values()];
  const areaOf = (/** @type {RegionPolygon[]} */ mass) => sum(mass, (polygon) => polygon.area) * plane.squarePixelsPerSteradian;
  return masses.filter((mass) => areaOf(mass) >= minArea(mass)).flat();
}

/** @param {RegionPolygon[]} polygons of the area itself @param {Plane} plane */
export function withoutTinyIslands(polygons, plane) {
  return largeEnough(polygons, plane, (mass) => (mass.some((polygon) => polygon.places) ? MIN_INHABITED : MIN_EMPTY));
}

/** @param {RegionPolygon[]} polygons around the area @param {Plane} plane */
export function withoutTinyContextIslands(polygons, plane) {
  return largeEnough(polygons, plane, () => MIN_CONTEXT);
}
