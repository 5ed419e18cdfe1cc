/** Draws the map of one quiz from the polygons of the world. */
import { feature, mergeArcs } from 'topojson-client';
import { boxesOverlap, boxOf, extremePoints } from './box.mjs';
import { encode, objectsOf } from './encode-topojson.mjs';
import { initialViewOf } from './initial-view.mjs';
import { outlineOf } from './outline-svg.mjs';
import { planarTopology } from './planar-topology.mjs';
import { countInside } from './point-in-polygon.mjs';
import { planeOf, planeOfPoints, worldPlane } from './projection.mjs';
import { belongsTo, selectLand } from './select-land.mjs';
import { simplify } from './simplify.mjs';
import { withoutTinyContextIslands, withoutTinyIslands } from './tiny-islands.mjs';

/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Polygon} Polygon */
/** @typedef {import('./types.d.ts').QuizArea} QuizArea */
/** @typedef {import('./types.d.ts').QuizKind} QuizKind */
/** @typedef {import('./types.d.ts').QuizMap} QuizMap */
/** @typedef {import('./types.d.ts').RegionPolygon} RegionPolygon */
/** @typedef {import('./types.d.ts').WorldPolygons} WorldPolygons */

/**
 * By kind of quiz: the simplification's thresholds for the land (`fine`) and the neighbours (`coarse`), px², and the
 * maximum number of characters of the outline's path. Large areas get more detail, because their players zoom in
 * further and there are few such files.
 * @type {Record<QuizKind, { fine: number, coarse: number, maxOutlineLength: number }>}
 */
const DETAIL = {
  world: { fine: 0.7, coarse: 0.7, maxOutlineLength: 1500 },
  continent: { fine: 0.5, coarse: 20, maxOutlineLength: 600 },
  country: { fine: 1.2, coarse: 60, maxOutlineLength: 300 },
  region: { fine: 3, coarse: 150, maxOutlineLength: 260 },
};
/**
 * If a smaller share of a country's places is inside polygons of their own region, inner borders are not drawn: the
 * source and the data divide the country differently.
 */
const MIN_AGREEMENT = 0.75;

/** @param {QuizArea} quiz @param {WorldPolygons} world @returns {RegionPolygon[]} */
function polygonsFor(quiz, { regions, usStates }) {
  const isUsState = quiz.kind === 'region' && quiz.countries[0] === 'US';
  return isUsState ? [...regions.filter((polygon) => polygon.country !== 'US'), ...usStates] : regions;
}

/**
 * A region without a polygon is drawn as its country, with the region's places in view.
 * @param {QuizArea} quiz @param {RegionPolygon[]} polygons
 * @returns {{ area: QuizArea, fallback: QuizMap['fallback'] }}
 */
function areaOrItsCountry(quiz, polygons) {
  const hasPolygon = (/** @type {QuizArea} */ area) => polygons.some((polygon) => belongsTo(area, polygon));
  if (hasPolygon(quiz)) return { area: quiz, fallback: '' };
  const country = { ...quiz, kind: /** @type {const} */ ('country'), regions: [] };
  return hasPolygon(country) ? { area: country, fallback: 'country' } : { area: quiz, fallback: 'none' };
}

/** @param {QuizArea} area @param {RegionPolygon[]} land @param {Point[]} points @returns {Plane} */
function planeFor(area, land, points) {
  if (area.kind === 'world') return worldPlane();
  return land.length ? planeOf(initialViewOf(land)) : planeOfPoints(points);
}

/** @param {Plane} plane @param {Point[]} points @returns {Plane} the same plane with these places in the initial view */
function focusedOn(plane, points) {
  return { ...plane, focus: extremePoints(points.map((point) => plane.project(point, point[0]))) };
}

/** Polygons of the same group have no border between them. @param {QuizArea} area @returns {(polygon: RegionPolygon) => string} */
function borderGroup(area) {
  const dividedCountries = area.kind === 'country' || area.kind === 'region' ? area.countries : [];
  return (polygon) => (dividedCountries.includes(polygon.country) ? polygon.code : polygon.country);
}

/** @param {QuizArea} area @param {WorldPolygons} world */
function drawsInnerBorders(area, { agreement }) {
  if (area.kind === 'region') return false;
  return area.kind !== 'country' || area.countries.every((c) => (agreement.get(c) ?? 0) >= MIN_AGREEMENT);
}

/** @param {QuizArea} area @param {RegionPolygon[]} polygons @param {RegionPolygon[]} land @param {Plane} plane */
function simplifiedTopology(area, polygons, land, plane) {
  const others = withoutTinyContextIslands(polygons.filter((polygon) => !belongsTo(area, polygon)), plane);
  const planar = planarTopology(withoutTinyIslands(land, plane), others, plane, borderGroup(area));
  return simplify(planar, DETAIL[area.kind].fine, DETAIL[area.kind].coarse);
}

/** @param {any} planar @returns {Polygon[]} the land, merged */
function mergedLand(planar) {
  const merged = mergeArcs(planar, planar.objects.land.geometries);
  return /** @type {any} */ (feature(planar, merged)).geometry.coordinates;
}

/** @param {any} planar @returns {Polygon[]} the land in small unmerged polygons, which are quicker to search */
function landParts(planar) {
  const { features } = /** @type {any} */ (feature(planar, planar.objects.land));
  return features.map((/** @type {any} */ part) => part.geometry.coordinates);
}

/**
 * @param {QuizArea} quiz
 * @param {WorldPolygons} world
 * @param {Point[]} points of the quiz's places
 * @returns {QuizMap}
 */
export function drawQuizMap(quiz, world, points) {
  const polygons = polygonsFor(quiz, world);
  const { area, fallback } = areaOrItsCountry(quiz, polygons);
  const land = area.kind === 'world' ? polygons : selectLand(polygons.filter((polygon) => belongsTo(area, polygon)));
  const plane = planeFor(area, land, points);
  const planar = simplifiedTopology(area, polygons, land, plane);
  const hasInnerBorders = drawsInnerBorders(area, world);
  const visibleLand = mergedLand(planar).filter((rings) => boxesOverlap(boxOf(rings[0]), plane.initialView));
  return {
    topology: encode(planar, objectsOf(planar, hasInnerBorders), fallback === 'country' ? focusedOn(plane, points) : plane),
    outline: outlineOf(visibleLand, DETAIL[quiz.kind].maxOutlineLength),
    fallback,
    hasInnerBorders,
    placesOnLand: countInside(landParts(planar), points.map((point) => plane.project(point, point[0]))),
  };
}
