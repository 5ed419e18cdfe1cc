/** Selects the polygons on the map of an area: France without French Guiana, Canada with Ellesmere Island. */
import { group, sum } from 'd3-array';
import { boxOf } from './point-in-polygon.mjs';
import { LONG_SIDE, planeOf } from './projection.mjs';

/** @typedef {import('./types.d.ts').Box} Box */
/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').QuizArea} QuizArea */
/** @typedef {import('./types.d.ts').RegionPolygon} RegionPolygon */

/** @typedef {{ polygons: RegionPolygon[], box: Box }} BoxedMass a landmass with its box on the plane */

/** Share of the area's land from which a landmass is kept although it is far away and has no places. */
const MIN_LAND_SHARE = 0.005;
/** Longest distance from one island of a chain to the next, as a share of the map's long side. */
const MAX_CHAIN_GAP = 0.06;

/** @param {RegionPolygon[]} polygons @param {Plane} plane @returns {Box} */
function boxOnPlane(polygons, plane) {
  return boxOf(polygons.flatMap((polygon) => polygon.rings[0].map((point) => plane.project(point, polygon.centre[0]))));
}

/** @param {Box} inner @param {Box} outer */
function isWithin(inner, outer) {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}

/** @param {Box} a @param {Box} b */
const overlap = (a, b) => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

/**
 * Moves islands that continue a chain from `rest` to `kept`: the Aleutians beyond the last one with a place.
 * @param {BoxedMass[]} kept @param {BoxedMass[]} rest @param {number} gap px
 */
function followChains(kept, rest, gap) {
  for (const { box } of kept) {
    const widened = /** @type {Box} */ ([box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap]);
    for (let i = rest.length - 1; i >= 0; i--) if (overlap(rest[i].box, widened)) kept.push(...rest.splice(i, 1));
  }
}

/**
 * Keeps the main landmasses (those with a place, and large ones), those inside the box of the main ones, and those
 * that continue a chain of islands.
 * @param {RegionPolygon[]} polygons @returns {RegionPolygon[]}
 */
export function selectLand(polygons) {
  const total = sum(polygons, (polygon) => polygon.area);
  const masses = [...group(polygons, (polygon) => polygon.landmass).values()];
  const isMain = (/** @type {RegionPolygon[]} */ mass) =>
    mass.some((polygon) => polygon.places) || sum(mass, (polygon) => polygon.area) >= MIN_LAND_SHARE * total;
  if (masses.every(isMain)) return polygons;
  const plane = planeOf(masses.filter(isMain).flat());
  const boxed = masses.map((mass) => ({ polygons: mass, box: boxOnPlane(mass, plane) }));
  const [kept, rest] = [true, false].map((keep) =>
    boxed.filter((mass) => (isMain(mass.polygons) || isWithin(mass.box, plane.firstView)) === keep),
  );
  followChains(kept, rest, MAX_CHAIN_GAP * LONG_SIDE);
  return kept.flatMap((mass) => mass.polygons);
}

/** @param {QuizArea} quiz @param {Pick<RegionPolygon, 'country' | 'code'>} polygon */
export function belongsTo(quiz, polygon) {
  if (quiz.kind === 'region') return quiz.regions.includes(polygon.code);
  return quiz.countries.includes(polygon.country) || quiz.regions.includes(polygon.code);
}
