/** Leaves out what is too small to be seen. */
import { group, sum } from 'd3-array';

/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').Unit} Unit */

/** Islands without a place must have this many px² to be drawn. */
const LEAST_EMPTY = 0.6;
/** Those with a place too on the maps that show half of the world. */
const LEAST_INHABITED = 0.02;
/** Islands around the area. */
const LEAST_CONTEXT = 25;

/** @param {Unit[]} units @param {Plane} plane @param {(mass: Unit[]) => number} least px² for the landmass */
function atLeast(units, plane, least) {
  const masses = [...group(units, (unit) => unit.landmass).values()];
  return masses.filter((mass) => sum(mass, (u) => u.area) * plane.squarePixels >= least(mass)).flat();
}

/** @param {Unit[]} units of the area itself @param {Plane} plane */
export function withoutSpecks(units, plane) {
  return atLeast(units, plane, (mass) => (mass.some((unit) => unit.places) ? LEAST_INHABITED : LEAST_EMPTY));
}

/** @param {Unit[]} units around the area @param {Plane} plane */
export function withoutContextSpecks(units, plane) {
  return atLeast(units, plane, () => LEAST_CONTEXT);
}
