/** Draws the map of the United States with Alaska and Hawaii as insets, which us-atlas has already projected. */
import { geoAlbersUsa } from 'd3-geo';
import { feature, mergeArcs, meshArcs, quantize } from 'topojson-client';
import { filter } from 'topojson-simplify';
import { extremePoints } from './box.mjs';
import { outlineOf } from './outline-svg.mjs';
import { countInside } from './point-in-polygon.mjs';
import { simplifyAll } from './simplify.mjs';

/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').QuizMap} QuizMap */

/** Threshold of the simplification, px² on us-atlas's plane of 975 × 610 px. */
const THRESHOLD = 0.2;
/** Grid steps across the map. */
const GRID = 1e4;
/** Maximum number of characters of the outline's path. */
const MAX_OUTLINE_LENGTH = 500;

/** Projects a point as us-atlas does; the result is null outside the states. */
const projectState = geoAlbersUsa().scale(1300).translate([487.5, 305]);

/** @param {any} planar @param {any} objects @param {Point[]} focus */
function encode(planar, objects, focus) {
  const { arcs, objects: used, transform } = quantize(filter({ ...planar, objects }, () => true), GRID);
  return {
    type: 'Topology',
    projection: { type: 'albersUsa' },
    focus: { type: 'MultiPoint', coordinates: focus },
    transform,
    objects: used,
    arcs,
  };
}

/** @param {any} states topology from `readProjectedUsStates` @param {Point[]} points of the places @returns {QuizMap} */
export function drawUsMap(states, points) {
  const planar = simplifyAll(states, THRESHOLD);
  const geometries = planar.objects.states.geometries.filter((/** @type {any} */ state) => state.arcs);
  const objects = {
    land: mergeArcs(planar, geometries),
    borders: meshArcs(planar, planar.objects.states, (a, b) => a !== b),
  };
  const polygons = /** @type {any} */ (feature(planar, objects.land)).geometry.coordinates;
  return {
    topology: encode(planar, objects, extremePoints(polygons.flat(2))),
    outline: outlineOf(polygons, MAX_OUTLINE_LENGTH),
    fallback: '',
    hasInnerBorders: true,
    placesOnLand: countInside(polygons, points.map((point) => projectState(point))),
  };
}
