/** One quiz's map from the atlas. */
import { feature, mergeArcs } from 'topojson-client';
import { encode, objectsOf } from './compose.mjs';
import { belongs, crop } from './crop.mjs';
import { focusOf } from './focus.mjs';
import { boxOf, countInside, extremes } from './inside.mjs';
import { outlineOf } from './outline.mjs';
import { planeOf, planeOfPoints, worldPlane } from './plane.mjs';
import { layOut } from './sheet.mjs';
import { withoutContextSpecks, withoutSpecks } from './specks.mjs';
import { thin } from './thin.mjs';

/** @typedef {import('./types.d.ts').Atlas} Atlas */
/** @typedef {import('./types.d.ts').Box} Box */
/** @typedef {import('./types.d.ts').Drawing} Drawing */
/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').QuizArea} QuizArea */
/** @typedef {import('./types.d.ts').QuizKind} QuizKind */
/** @typedef {import('./types.d.ts').Rings} Rings */
/** @typedef {import('./types.d.ts').Unit} Unit */

/**
 * By kind, the simplification's thresholds for the area and for its neighbours in px², and the length of the
 * outline's path: the larger the area, the deeper its players zoom, and the fewer such files there are.
 * @type {Record<QuizKind, { fine: number, coarse: number, path: number }>}
 */
const DETAIL = {
  world: { fine: 0.7, coarse: 0.7, path: 1500 },
  continent: { fine: 0.5, coarse: 20, path: 600 },
  country: { fine: 1.2, coarse: 60, path: 300 },
  region: { fine: 3, coarse: 150, path: 260 },
};
/** Below this share of places in a polygon of their own region, the source's divisions are not those of the data. */
const LEAST_AGREEMENT = 0.75;

/** @param {QuizArea} quiz @param {Atlas} atlas @returns {Unit[]} */
function sourceOf(quiz, { units, states }) {
  const isState = quiz.kind === 'region' && quiz.countries[0] === 'US';
  return isState ? [...units.filter((unit) => unit.country !== 'US'), ...states] : units;
}

/**
 * A region without a polygon of its own is shown on its country's map, with its places in view.
 * @param {QuizArea} quiz @param {Unit[]} units
 * @returns {{ area: QuizArea, fallback: Drawing['fallback'] }}
 */
function areaToDraw(quiz, units) {
  const has = (/** @type {QuizArea} */ area) => units.some((unit) => belongs(area, unit));
  if (has(quiz)) return { area: quiz, fallback: '' };
  const country = { ...quiz, kind: /** @type {const} */ ('country'), regions: [] };
  return has(country) ? { area: country, fallback: 'country' } : { area: quiz, fallback: 'none' };
}

/** @param {QuizArea} quiz @param {Unit[]} land @param {Point[]} points @returns {Plane} */
function planeFor(quiz, land, points) {
  if (quiz.kind === 'world') return worldPlane();
  return land.length ? planeOf(focusOf(land)) : planeOfPoints(points);
}

/** @param {Plane} plane @param {Point[]} points @returns {Plane} the same with these places in view */
function viewing(plane, points) {
  return { ...plane, focus: extremes(points.map((point) => plane.project(point, point[0]))) };
}

/** @param {QuizArea} quiz @returns {(unit: Unit) => string} */
function grouping(quiz) {
  const inner = quiz.kind === 'country' || quiz.kind === 'region' ? quiz.countries : [];
  return (unit) => (inner.includes(unit.country) ? unit.code : unit.country);
}

/** @param {QuizArea} quiz @param {Atlas} atlas */
function hasBorders(quiz, { agreement }) {
  if (quiz.kind === 'region') return false;
  return quiz.kind !== 'country' || quiz.countries.every((c) => (agreement.get(c) ?? 0) >= LEAST_AGREEMENT);
}

/** @param {QuizArea} area @param {Unit[]} source @param {Unit[]} land @param {Plane} plane */
function sheetOf(area, source, land, plane) {
  const others = source.filter((unit) => !belongs(area, unit));
  const sheet = layOut(withoutSpecks(land, plane), withoutContextSpecks(others, plane), plane, grouping(area));
  return thin(sheet, DETAIL[area.kind].fine, DETAIL[area.kind].coarse);
}

/** @param {any} sheet @returns {Rings[]} the land on the plane */
function landOn(sheet) {
  const merged = mergeArcs(sheet, sheet.objects.land.geometries);
  return /** @type {any} */ (feature(sheet, merged)).geometry.coordinates;
}

/** @param {any} sheet @returns {Rings[]} the same in its many parts: the smaller, the quicker to search */
function partsOn(sheet) {
  const { features } = /** @type {any} */ (feature(sheet, sheet.objects.land));
  return features.map((/** @type {any} */ part) => part.geometry.coordinates);
}

/** @param {Rings} rings @param {Box} view @returns {boolean} */
function isInView(rings, view) {
  const box = boxOf(rings[0]);
  return box[0] <= view[2] && box[2] >= view[0] && box[1] <= view[3] && box[3] >= view[1];
}

/**
 * @param {QuizArea} quiz
 * @param {Atlas} atlas
 * @param {Point[]} points of the quiz's places
 * @returns {Drawing}
 */
export function drawQuiz(quiz, atlas, points) {
  const source = sourceOf(quiz, atlas);
  const { area, fallback } = areaToDraw(quiz, source);
  const land = area.kind === 'world' ? source : crop(source.filter((unit) => belongs(area, unit)));
  const plane = planeFor(area, land, points);
  const sheet = sheetOf(area, source, land, plane);
  const bordered = hasBorders(area, atlas);
  const polygons = landOn(sheet);
  return {
    topology: encode(sheet, objectsOf(sheet, bordered), fallback === 'country' ? viewing(plane, points) : plane),
    outline: outlineOf(polygons.filter((rings) => isInView(rings, plane.land)), DETAIL[quiz.kind].path),
    fallback,
    bordered,
    inside: countInside(partsOn(sheet), points.map((point) => plane.project(point, point[0]))),
  };
}
