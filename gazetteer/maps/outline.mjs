/** The small picture of an area for the catalogue: one path on 100 × 100, coarse enough to weigh nothing. */
import { sum } from 'd3-array';
import { presimplify } from 'topojson-simplify';
import { boxOf } from './inside.mjs';
import { thinArc } from './thin.mjs';

/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Ring} Ring */
/** @typedef {import('./types.d.ts').Rings} Rings */
/** @typedef {import('./types.d.ts').Box} Box */

const SIZE = 100;
const MARGIN = 2;
/** Where the thinning begins: px² of a 1,000 px map, and the share of the area below which an island goes. */
const START = { threshold: 30, least: 0.002 };
/** Each round makes both coarser by this factor, until the path is short enough. */
const COARSER = 1.3;
/** An area of less than this (of 10,000) is all islets: each is drawn as a square of 2 × 2. */
const ISLETS = 80;

/** @param {Ring} ring */
function area(ring) {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return Math.abs(twice / 2);
}

/** @param {Box} box @returns {(point: Point) => Point} onto whole numbers of the square, centred */
function fit([west, north, east, south]) {
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
function drawn(rings) {
  if (sum(rings, area) >= ISLETS) return rings.filter((ring) => area(ring) >= 1).map(pathOf).join('');
  const squares = rings.map(([[x, y]]) => `M${x - 1} ${y - 1}h2v2h-2z`);
  return rings.map((ring, index) => (area(ring) < 4 ? squares[index] : pathOf(ring))).join('');
}

/** @param {Ring[]} rings exteriors of the land, planar @returns {number[][][]} points with weights, largest ring first */
function weighted(rings) {
  const largest = [...rings].sort((a, b) => area(b) - area(a));
  return presimplify(/** @type {any} */ ({ type: 'Topology', objects: {}, arcs: largest })).arcs;
}

/**
 * @param {Rings[]} polygons of the land, planar, 1,000 px on the long side
 * @param {number} limit characters the path may have
 * @returns {string} path data
 */
export function outlineOf(polygons, limit) {
  if (!polygons.length) return '';
  const rings = weighted(polygons.map((polygon) => polygon[0]));
  const areas = rings.map((ring) => area(/** @type {Ring} */ (ring)));
  for (let { threshold, least } = START; ; threshold *= COARSER, least *= COARSER) {
    const floor = least * sum(areas);
    const kept = rings.filter((_, index) => index === 0 || areas[index] > floor);
    const project = fit(boxOf(/** @type {Ring} */ (kept.flat())));
    const thin = kept.map((ring) => /** @type {Ring} */ (thinArc(ring, threshold)).map(project));
    const path = drawn(thin);
    // Past one half only the largest island is left, and no coarser.
    if (path.length <= limit || least > 0.5) return path;
  }
}

/** @param {{ slug: string, outline: string }[]} quizzes @returns {string} the sprite */
export function sprite(quizzes) {
  const symbols = quizzes.map(
    ({ slug, outline }) => `<symbol id="${slug}" viewBox="0 0 ${SIZE} ${SIZE}" fill="currentColor"><path d="${outline}"/></symbol>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
}
