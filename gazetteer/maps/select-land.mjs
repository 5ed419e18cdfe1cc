/**
 * Selects which landmasses of an area are drawn: far ones without places are left out, unless they are large, such as
 * Canada's Ellesmere Island.
 */
import { group, sum } from 'd3-array';
import { boxContains, boxesOverlap } from './box.mjs';
import { boxOnPlane, LONG_SIDE, planeOf } from './projection.mjs';

/** @typedef {import('./types.d.ts').Box} Box */
/** @typedef {import('./types.d.ts').QuizArea} QuizArea */
/** @typedef {import('./types.d.ts').RegionPolygon} RegionPolygon */

/** @typedef {{ polygons: RegionPolygon[], box: Box }} Landmass with its box on the plane */

/** A far landmass without places is kept if it has at least this share of the area's land. */
const MIN_LAND_SHARE = 0.005;
/** Maximum distance between two neighbours in a chain of islands, as a share of the map's long side. */
const MAX_CHAIN_GAP = 0.06;

/**
 * Moves islands from `rest` to `kept` if they are close to a kept one, such as the uninhabited outer Aleutians.
 * @param {Landmass[]} kept @param {Landmass[]} rest @param {number} gap px
 */
function followChains(kept, rest, gap) {
  for (const { box } of kept) {
    const widened = /** @type {Box} */ ([box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap]);
    for (let i = rest.length - 1; i >= 0; i--) if (boxesOverlap(rest[i].box, widened)) kept.push(...rest.splice(i, 1));
  }
}

/**
 * Keeps the main landmasses, which have a place or are large; then landmasses inside the box of all main ones; then
 * islands that continue a chain of kept islands.
 * @param {RegionPolygon[]} polygons @returns {RegionPolygon[]}
 */
export function selectLand(polygons) {
  const total = sum(polygons, (polygon) => polygon.steradians);
  const landmasses = [...group(polygons, (polygon) => polygon.landmassId).values()];
  const isMain = (/** @type {RegionPolygon[]} */ landmass) =>
    landmass.some((polygon) => polygon.places) || sum(landmass, (polygon) => polygon.steradians) >= MIN_LAND_SHARE * total;
  if (landmasses.every(isMain)) return polygons;
  const plane = planeOf(landmasses.filter(isMain).flat());
  const boxed = landmasses.map((landmass) => ({ polygons: landmass, box: boxOnPlane(landmass, plane) }));
  const [kept, rest] = [true, false].map((keep) =>
    boxed.filter((landmass) => (isMain(landmass.polygons) || boxContains(plane.initialView, landmass.box)) === keep),
  );
  followChains(kept, rest, MAX_CHAIN_GAP * LONG_SIDE);
  return kept.flatMap((landmass) => landmass.polygons);
}

/** @param {QuizArea} quiz @param {Pick<RegionPolygon, 'country' | 'code'>} polygon */
export function belongsTo(quiz, polygon) {
  if (quiz.kind === 'region') return quiz.regions.includes(polygon.code);
  return quiz.countries.includes(polygon.country) || quiz.regions.includes(polygon.code);
}
