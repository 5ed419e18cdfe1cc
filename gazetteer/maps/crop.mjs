/** Which polygons belong to an area's map: France without Guiana, Canada with Ellesmere Island. */
import { group, sum } from 'd3-array';
import { boxOf } from './inside.mjs';
import { planeOf, SIDE } from './plane.mjs';

/** @typedef {import('./types.d.ts').Box} Box */
/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').QuizArea} QuizArea */
/** @typedef {import('./types.d.ts').Unit} Unit */

/** @typedef {{ units: Unit[], box: Box }} Mass */

/** Share of the area's land from which a polygon stays though it is far out and holds no place. */
const LARGE = 0.005;
/** Share of the map's long side from one island of a chain to the next. */
const HOP = 0.06;

/** @param {Unit[]} units @param {Plane} plane @returns {Box} */
function boxOn(units, plane) {
  return boxOf(units.flatMap((unit) => unit.rings[0].map((point) => plane.project(point, unit.centre[0]))));
}

/** @param {Box} inner @param {Box} outer */
function within(inner, outer) {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}

/** @param {Box} a @param {Box} b */
const meet = (a, b) => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

/**
 * Follows chains of islands: the Aleutians go on beyond the last one that holds a place.
 * @param {Mass[]} kept grows @param {Mass[]} rest @param {number} hop px
 */
function followChains(kept, rest, hop) {
  for (const { box } of kept) {
    const reach = /** @type {Box} */ ([box[0] - hop, box[1] - hop, box[2] + hop, box[3] + hop]);
    for (let i = rest.length - 1; i >= 0; i--) if (meet(rest[i].box, reach)) kept.push(...rest.splice(i, 1));
  }
}

/**
 * Keeps each landmass that holds a place or is large, those inside the box of these, and those a hop away.
 * @param {Unit[]} units @returns {Unit[]}
 */
export function crop(units) {
  const total = sum(units, (unit) => unit.area);
  const masses = [...group(units, (unit) => unit.landmass).values()];
  const isMain = (/** @type {Unit[]} */ mass) =>
    mass.some((unit) => unit.places) || sum(mass, (unit) => unit.area) >= LARGE * total;
  if (masses.every(isMain)) return units;
  const plane = planeOf(masses.filter(isMain).flat());
  const boxed = masses.map((mass) => ({ units: mass, box: boxOn(mass, plane) }));
  const [kept, rest] = [true, false].map((keep) =>
    boxed.filter((mass) => (isMain(mass.units) || within(mass.box, plane.land)) === keep),
  );
  followChains(kept, rest, HOP * SIDE);
  return kept.flatMap((mass) => mass.units);
}

/** @param {QuizArea} quiz @param {Pick<Unit, 'country' | 'code'>} unit */
export function belongs(quiz, unit) {
  if (quiz.kind === 'region') return quiz.regions.includes(unit.code);
  return quiz.countries.includes(unit.country) || quiz.regions.includes(unit.code);
}
