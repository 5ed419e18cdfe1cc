/**
 * Selects the land that a map shows first. Some far islands would make everything else tiny (Easter Island beside
 * Chile, Ogasawara beside Tokyo): they stay on the map, but outside the first view.
 */
import { group, sum } from 'd3-array';
import { boxOf } from './point-in-polygon.mjs';
import { planeOf } from './projection.mjs';

/** @typedef {import('./types.d.ts').Box} Box */
/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').RegionPolygon} RegionPolygon */
/** @typedef {{ polygons: RegionPolygon[], box: Box, places: number, area: number }} Mass a landmass */
/** @typedef {{ places: number, area: number }} Extent */

/** What may be outside the first view: few places, and no large island. @param {Extent} all @returns {Extent} */
const maxOutside = ({ places, area }) => ({
  places: Math.max(0.01 * places, Math.min(2, 0.04 * places)),
  area: 0.05 * area,
});
/** Land is left out only if that shrinks the view to this share of its size or less. */
const MAX_SHRUNK_SHARE = 0.8;

/** @param {RegionPolygon[]} polygons @param {Plane} plane @returns {Point[]} */
const exteriorPoints = (polygons, plane) =>
  polygons.flatMap((polygon) => polygon.rings[0].map((point) => plane.project(point, polygon.centre[0])));

/** @param {RegionPolygon[]} polygons @param {Plane} plane @returns {Mass[]} */
function massesOf(polygons, plane) {
  return [...group(polygons, (polygon) => polygon.landmass).values()].map((mass) => ({
    polygons: mass,
    box: boxOf(exteriorPoints(mass, plane)),
    places: sum(mass, (polygon) => polygon.places),
    area: sum(mass, (polygon) => polygon.area),
  }));
}

/** @param {Box} a @param {Box} b @returns {Box} */
const union = (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
/** @param {Mass[]} masses */
const viewOf = (masses) => masses.map((mass) => mass.box).reduce(union);
/** @param {Box} box */
const sizeOf = ([west, north, east, south]) => (east - west) * (south - north);

/** @param {Mass[]} masses @returns {Extent} */
const extentOf = (masses) => ({ places: sum(masses, (mass) => mass.places), area: sum(masses, (mass) => mass.area) });
/** @param {Extent} a @param {Extent} b @returns {Extent} */
const subtract = (a, b) => ({ places: a.places - b.places, area: a.area - b.area });

/**
 * Leaves out the outermost masses on one side: as many as give the smallest view.
 * @param {Mass[]} masses @param {number} side index into a box @param {Extent} budget what may be left out
 * @returns {Mass[]}
 */
function trimSide(masses, side, budget) {
  const sign = side < 2 ? 1 : -1;
  const fromOutside = [...masses].sort((a, b) => sign * (a.box[side] - b.box[side]));
  let best = fromOutside;
  let [size, view] = [Infinity, fromOutside[fromOutside.length - 1].box];
  let leftOut = extentOf(fromOutside);
  for (let start = fromOutside.length - 1; start >= 0; start--) {
    view = union(view, fromOutside[start].box);
    leftOut = subtract(leftOut, fromOutside[start]);
    const isAllowed = leftOut.places <= budget.places && leftOut.area <= budget.area;
    if (isAllowed && sizeOf(view) < size) [best, size] = [fromOutside.slice(start), sizeOf(view)];
  }
  return best;
}

/**
 * @param {RegionPolygon[]} polygons an area's land
 * @returns {RegionPolygon[]} the part of it in the first view
 */
export function firstViewOf(polygons) {
  let masses = massesOf(polygons, planeOf(polygons));
  let budget = maxOutside(extentOf(masses));
  for (;;) {
    const candidates = [0, 1, 2, 3].map((side) => trimSide(masses, side, budget));
    const best = candidates.reduce((a, b) => (sizeOf(viewOf(b)) < sizeOf(viewOf(a)) ? b : a));
    if (best.length === masses.length || sizeOf(viewOf(best)) > MAX_SHRUNK_SHARE * sizeOf(viewOf(masses))) break;
    budget = subtract(budget, subtract(extentOf(masses), extentOf(best)));
    masses = best;
  }
  return masses.flatMap((mass) => mass.polygons);
}
