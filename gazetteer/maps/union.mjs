/** The US as one sheet with Alaska and Hawaii inset: us-atlas has it projected already. */
import { geoAlbersUsa } from 'd3-geo';
import { feature, mergeArcs, meshArcs, quantize } from 'topojson-client';
import { filter } from 'topojson-simplify';
import { countInside, extremes } from './inside.mjs';
import { outlineOf } from './outline.mjs';
import { thinAll } from './thin.mjs';

/** @typedef {import('./types.d.ts').Drawing} Drawing */
/** @typedef {import('./types.d.ts').Point} Point */

/** px² on us-atlas's sheet of 975 × 610. */
const DETAIL = 0.2;
const GRID = 1e4;

/** Characters of the outline's path. */
const OUTLINE = 500;

/** The projection us-atlas used; null outside of the states. */
const projectState = geoAlbersUsa().scale(1300).translate([487.5, 305]);

/** @param {any} sheet @param {any} objects @param {Point[]} focus */
function encoded(sheet, objects, focus) {
  const { arcs, objects: kept, transform } = quantize(filter({ ...sheet, objects }, () => true), GRID);
  return {
    type: 'Topology',
    projection: { type: 'albersUsa' },
    focus: { type: 'MultiPoint', coordinates: focus },
    transform,
    objects: kept,
    arcs,
  };
}

/** @param {any} states topology from `readAlbersStates` @param {Point[]} points of the places @returns {Drawing} */
export function drawUnion(states, points) {
  const sheet = thinAll(states, DETAIL);
  const geometries = sheet.objects.states.geometries.filter((/** @type {any} */ state) => state.arcs);
  const objects = {
    land: mergeArcs(sheet, geometries),
    borders: meshArcs(sheet, sheet.objects.states, (a, b) => a !== b),
  };
  const polygons = /** @type {any} */ (feature(sheet, objects.land)).geometry.coordinates;
  return {
    topology: encoded(sheet, objects, extremes(polygons.flat(2))),
    outline: outlineOf(polygons, OUTLINE),
    fallback: '',
    bordered: true,
    inside: countInside(polygons, points.map((point) => projectState(point))),
  };
}
