/** Removes islands that are too small to be visible. */
import { group, sum } from 'd3-array';

/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').RegionPolygon} RegionPolygon */

/** Smallest island without a place that is drawn, in px². */
const MIN_EMPTY_ISLAND_PX2 = 0.6;
/** Smallest island with a place that is drawn, in px². Only maps of very large areas have smaller ones. */
const MIN_INHABITED_ISLAND_PX2 = 0.02;
/** Smallest island of a neighbour that is drawn, in px². */
const MIN_CONTEXT_ISLAND_PX2 = 25;

/**
 * @param {RegionPolygon[]} polygons @param {Plane} plane
 * @param {(landmass: RegionPolygon[]) => number} minSize px² that a landmass must have
 */
function largeEnough(polygons, plane, minSize) {
  const landmasses = [...group(polygons, (polygon) => polygon.landmassId).values()];
  const sizeOf = (/** @type {RegionPolygon[]} */ landmass) =>
    sum(landmass, (polygon) => polygon.steradians) * plane.squarePixelsPerSteradian;
  return landmasses.filter((landmass) => sizeOf(landmass) >= minSize(landmass)).flat();
}

/** @param {RegionPolygon[]} polygons land of the area @param {Plane} plane */
export function withoutTinyIslands(polygons, plane) {
  return largeEnough(polygons, plane, (landmass) =>
    landmass.some((polygon) => polygon.places) ? MIN_INHABITED_ISLAND_PX2 : MIN_EMPTY_ISLAND_PX2,
  );
}

/** @param {RegionPolygon[]} polygons land of the neighbours @param {Plane} plane */
export function withoutTinyContextIslands(polygons, plane) {
  return largeEnough(polygons, plane, () => MIN_CONTEXT_ISLAND_PX2);
}
