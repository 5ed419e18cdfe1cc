/**
 * Selects the land that a map shows first. Some far islands would make everything else tiny (Easter Island beside
 * Chile, Ogasawara beside Tokyo): they stay on the map, but outside the initial view.
 */
import { group, sum } from 'd3-array';
import { boxUnion } from './box.mjs';
import { boxOnPlane, planeOf } from './projection.mjs';

/** @typedef {import('./types.d.ts').Box} Box */
/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').RegionPolygon} RegionPolygon */
/** @typedef {{ places: number, steradians: number }} LandTotals */
/** @typedef {LandTotals & { polygons: RegionPolygon[], box: Box }} Landmass with its box on the plane */

/** What may be outside the initial view: few places, and no large island. @param {LandTotals} all @returns {LandTotals} */
const maxOutside = ({ places, steradians }) => ({
  places: Math.max(0.01 * places, Math.min(2, 0.04 * places)),
  steradians: 0.05 * steradians,
});
/** Land is left out only if the view then has at most this share of its size. */
const MAX_SHRUNK_SHARE = 0.8;

/** @param {RegionPolygon[]} polygons @param {Plane} plane @returns {Landmass[]} */
function landmassesOf(polygons, plane) {
  return [...group(polygons, (polygon) => polygon.landmassId).values()].map((landmass) => ({
    polygons: landmass,
    box: boxOnPlane(landmass, plane),
    places: sum(landmass, (polygon) => polygon.places),
    steradians: sum(landmass, (polygon) => polygon.steradians),
  }));
}

/** @param {Landmass[]} landmasses */
const viewOf = (landmasses) => landmasses.map((landmass) => landmass.box).reduce(boxUnion);
/** @param {Box} box */
const sizeOf = ([west, north, east, south]) => (east - west) * (south - north);

/** @param {Landmass[]} landmasses @returns {LandTotals} */
const landTotals = (landmasses) => ({
  places: sum(landmasses, (landmass) => landmass.places),
  steradians: sum(landmasses, (landmass) => landmass.steradians),
});
/** @param {LandTotals} a @param {LandTotals} b @returns {LandTotals} */
const subtract = (a, b) => ({ places: a.places - b.places, steradians: a.steradians - b.steradians });

/**
 * Leaves out the outermost landmasses on one side: the number that makes the view smallest.
 * @param {Landmass[]} landmasses @param {number} side index into a box @param {LandTotals} budget how much may be left out
 * @returns {Landmass[]}
 */
function trimSide(landmasses, side, budget) {
  const sign = side < 2 ? 1 : -1;
  const fromOutside = [...landmasses].sort((a, b) => sign * (a.box[side] - b.box[side]));
  let best = fromOutside;
  let [size, view] = [Infinity, fromOutside[fromOutside.length - 1].box];
  let leftOut = landTotals(fromOutside);
  for (let start = fromOutside.length - 1; start >= 0; start--) {
    view = boxUnion(view, fromOutside[start].box);
    leftOut = subtract(leftOut, fromOutside[start]);
    const isAllowed = leftOut.places <= budget.places && leftOut.steradians <= budget.steradians;
    if (isAllowed && sizeOf(view) < size) [best, size] = [fromOutside.slice(start), sizeOf(view)];
  }
  return best;
}

/**
 * @param {RegionPolygon[]} polygons an area's land
 * @returns {RegionPolygon[]} the part of the land that is in the initial view
 */
export function initialViewOf(polygons) {
  let landmasses = landmassesOf(polygons, planeOf(polygons));
  let budget = maxOutside(landTotals(landmasses));
  for (;;) {
    const candidates = [0, 1, 2, 3].map((side) => trimSide(landmasses, side, budget));
    const best = candidates.reduce((a, b) => (sizeOf(viewOf(b)) < sizeOf(viewOf(a)) ? b : a));
    if (best.length === landmasses.length || sizeOf(viewOf(best)) > MAX_SHRUNK_SHARE * sizeOf(viewOf(landmasses))) break;
    budget = subtract(budget, subtract(landTotals(landmasses), landTotals(best)));
    landmasses = best;
  }
  return landmasses.flatMap((landmass) => landmass.polygons);
}
