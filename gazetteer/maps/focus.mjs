/**
 * What a map shows first. A few far islands would shrink the rest to a speck (Easter Island beside Chile,
 * Ogasawara beside Tokyo): they stay on the map, outside of the first view.
 */
import { group, sum } from 'd3-array';
import { boxOf } from './inside.mjs';
import { planeOf } from './plane.mjs';

/** @typedef {import('./types.d.ts').Box} Box */
/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Unit} Unit */
/** @typedef {{ units: Unit[], box: Box, places: number, area: number }} Mass */
/** @typedef {{ places: number, area: number }} Extent */

/** What may be outside of the first view: hardly a place, and no main island. @param {Extent} all @returns {Extent} */
const outside = ({ places, area }) => ({
  places: Math.max(0.01 * places, Math.min(2, 0.04 * places)),
  area: 0.05 * area,
});
/** The view must shrink to this share of its size, or nothing is left out. */
const GAIN = 0.8;

/** @param {Unit[]} units @param {Plane} plane @returns {Point[]} */
const outlinePoints = (units, plane) =>
  units.flatMap((unit) => unit.rings[0].map((point) => plane.project(point, unit.centre[0])));

/** @param {Unit[]} units @param {Plane} plane @returns {Mass[]} */
function massesOf(units, plane) {
  return [...group(units, (unit) => unit.landmass).values()].map((mass) => ({
    units: mass,
    box: boxOf(outlinePoints(mass, plane)),
    places: sum(mass, (unit) => unit.places),
    area: sum(mass, (unit) => unit.area),
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
const less = (a, b) => ({ places: a.places - b.places, area: a.area - b.area });

/**
 * The outermost masses on one side go, as many as leave the smallest view.
 * @param {Mass[]} masses @param {number} side index into a box @param {Extent} budget what may go
 * @returns {Mass[]}
 */
function peeled(masses, side, budget) {
  const sign = side < 2 ? 1 : -1;
  const inwards = [...masses].sort((a, b) => sign * (a.box[side] - b.box[side]));
  let best = inwards;
  let [size, view] = [Infinity, inwards[inwards.length - 1].box];
  let gone = extentOf(inwards);
  for (let from = inwards.length - 1; from >= 0; from--) {
    view = union(view, inwards[from].box);
    gone = less(gone, inwards[from]);
    const isAffordable = gone.places <= budget.places && gone.area <= budget.area;
    if (isAffordable && sizeOf(view) < size) [best, size] = [inwards.slice(from), sizeOf(view)];
  }
  return best;
}

/**
 * @param {Unit[]} units an area's land
 * @returns {Unit[]} the part of it to show first
 */
export function focusOf(units) {
  let masses = massesOf(units, planeOf(units));
  let budget = outside(extentOf(masses));
  for (;;) {
    const tries = [0, 1, 2, 3].map((side) => peeled(masses, side, budget));
    const best = tries.reduce((a, b) => (sizeOf(viewOf(b)) < sizeOf(viewOf(a)) ? b : a));
    if (best.length === masses.length || sizeOf(viewOf(best)) > GAIN * sizeOf(viewOf(masses))) break;
    budget = less(budget, less(extentOf(masses), extentOf(best)));
    masses = best;
  }
  return masses.flatMap((mass) => mass.units);
}
