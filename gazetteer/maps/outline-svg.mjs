/** The small outline of an area in the catalogue: one SVG path on 100 × 100, simplified until it is short enough. */
import { sum } from 'd3-array';
import { presimplify } from 'topojson-simplify';
import { boxOf } from './box.mjs';
import { simplifyArc } from './simplify.mjs';

/** @typedef {import('./types.d.ts').Box} Box */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Polygon} Polygon */
/** @typedef {import('./types.d.ts').Ring} Ring */

const SIZE = 100;
const MARGIN = 2;
/**
 * The first attempt: the simplification's threshold in px² of a 1,000 px map, and the share of the land that an island
 * must have.
 */
const FIRST_ATTEMPT = { threshold: 30, minShare: 0.002 };
/** Each further attempt multiplies threshold and share by this, until the path is short enough. */
const COARSENING_FACTOR = 1.3;
/**
 * If the land covers less than this of the outline's 100 × 100, it is only tiny islands: each is drawn as a square of
 * 2 × 2.
 */
const MIN_VISIBLE_SURFACE = 80;

/** @param {Ring} ring @returns {number} the surface inside the ring */
function surfaceOf(ring) {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return Math.abs(twice / 2);
}

/** @param {Box} box @returns {(point: Point) => Point} to whole numbers, with the box centred on the square */
function fitToSquare([west, north, east, south]) {
  const scale = (SIZE - 2 * MARGIN) / Math.max(east - west, south - north);
  const shift = [SIZE / 2 - ((west + east) / 2) * scale, SIZE / 2 - ((north + south) / 2) * scale];
  return ([x, y]) => [Math.round(x * scale + shift[0]), Math.round(y * scale + shift[1])];
}

/** @param {Ring} ring of whole numbers @returns {string} relative path, closed */
function pathOf(ring) {
  const steps = ring.slice(1).map(([x, y], i) => [x - ring[i][0], y - ring[i][1]]);
  const moves = steps.slice(0, -1).filter(([dx, dy]) => dx || dy);
  return `M${ring[0].join(' ')}l${moves.flat().join(' ')}z`.replaceAll(' -', '-');
}

/** @param {Ring[]} rings on the square @returns {string} */
function pathOfAll(rings) {
  if (sum(rings, surfaceOf) >= MIN_VISIBLE_SURFACE) return rings.filter((ring) => surfaceOf(ring) >= 1).map(pathOf).join('');
  const squares = rings.map(([[x, y]]) => `M${x - 1} ${y - 1}h2v2h-2z`);
  return rings.map((ring, index) => (surfaceOf(ring) < 4 ? squares[index] : pathOf(ring))).join('');
}

/** @param {Ring[]} rings exteriors of the land, planar @returns {number[][][]} points with weights, largest ring first */
function weighted(rings) {
  const largestFirst = [...rings].sort((a, b) => surfaceOf(b) - surfaceOf(a));
  return presimplify(/** @type {any} */ ({ type: 'Topology', objects: {}, arcs: largestFirst })).arcs;
}

/**
 * @param {Polygon[]} polygons of the land, planar, 1,000 px on the long side
 * @param {number} maxLength characters of the path
 * @returns {string} path data
 */
export function outlineOf(polygons, maxLength) {
  if (!polygons.length) return '';
  const rings = weighted(polygons.map((polygon) => polygon[0]));
  const surfaces = rings.map((ring) => surfaceOf(/** @type {Ring} */ (ring)));
  for (let { threshold, minShare } = FIRST_ATTEMPT; ; threshold *= COARSENING_FACTOR, minShare *= COARSENING_FACTOR) {
    const minSurface = minShare * sum(surfaces);
    const kept = rings.filter((_, index) => index === 0 || surfaces[index] > minSurface);
    const project = fitToSquare(boxOf(/** @type {Ring} */ (kept.flat())));
    const simplified = kept.map((ring) => /** @type {Ring} */ (simplifyArc(ring, threshold)).map(project));
    const path = pathOfAll(simplified);
    // From a share of one half on, only the largest island is left: further attempts change nothing.
    if (path.length <= maxLength || minShare > 0.5) return path;
  }
}

/** @param {{ slug: string, outline: string }[]} quizzes @returns {string} an SVG with one symbol for each quiz */
export function sprite(quizzes) {
  const symbols = quizzes.map(
    ({ slug, outline }) => `<symbol id="${slug}" viewBox="0 0 ${SIZE} ${SIZE}" fill="currentColor"><path d="${outline}"/></symbol>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
}
