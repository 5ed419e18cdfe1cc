/** Dissolves the divisions into regions, once for the whole world: every quiz is then cut from the same polygons. */
import { group } from 'd3-array';
import { geoArea, geoDistance } from 'd3-geo';
import { merge, neighbors } from 'topojson-client';
import { topology } from 'topojson-server';
import { agreementByCountry, assignCodes, placesByFeature, REACH } from './assign.mjs';
import { boxOf, PolygonIndex } from './inside.mjs';

/** @typedef {import('./types.d.ts').Atlas} Atlas */
/** @typedef {import('./types.d.ts').Feature} Feature */
/** @typedef {import('./types.d.ts').Place} Place */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Rings} Rings */
/** @typedef {import('./types.d.ts').Unit} Unit */

/** 360° / 1e7 is about 4 m: finer than the source, coarse enough to make shared vertices equal. */
const GRID = 1e7;

/** @param {Rings[]} polygons @param {object | null} properties */
function asGeoJson(polygons, properties) {
  return { type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates: polygons } };
}

/** @param {Rings} rings @returns {number} steradians, whichever way the rings turn */
function areaOf(rings) {
  const area = geoArea({ type: 'Polygon', coordinates: rings });
  return Math.min(area, 4 * Math.PI - area);
}

/** @param {Rings} rings @returns {{ centre: Point, radius: number }} */
function circleOf(rings) {
  const [west, south, east, north] = boxOf(rings[0]);
  /** @type {Point} */
  const centre = [(west + east) / 2, (south + north) / 2];
  const radius = Math.max(...sample(rings[0]).map((point) => geoDistance(centre, point)));
  return { centre, radius: (radius * 180) / Math.PI + 0.5 };
}

/** @param {Point[]} ring @returns {Point[]} about a hundred points of it: enough for a circle with half a degree to spare */
function sample(ring) {
  const step = Math.max(1, Math.floor(ring.length / 100));
  return ring.filter((_, index) => index % step === 0);
}

/** @param {object[]} features @returns {any} topology with one object, `all` */
function topologyOf(features) {
  const collection = /** @type {any} */ ({ type: 'FeatureCollection', features });
  return topology({ all: collection }, GRID);
}

/**
 * @param {Feature[]} features
 * @param {{ country: string, code: string }[]} assigned one per feature
 * @returns {Unit[]}
 */
function dissolve(features, assigned) {
  const world = topologyOf(features.map((feature, index) => asGeoJson(feature.polygons, assigned[index])));
  const groups = group(world.objects.all.geometries, (/** @type {any} */ g) => `${g.properties.country} ${g.properties.code}`);
  return [...groups].flatMap(([key, geometries]) => {
    const [country, code] = key.split(' ');
    const polygons = /** @type {Rings[]} */ (merge(world, geometries).coordinates);
    return polygons.map((rings) => ({ country, code, rings, landmass: -1, places: 0, area: areaOf(rings), ...circleOf(rings) }));
  });
}

/** Numbers the landmasses: polygons of one country that touch share a number. @param {Unit[]} units */
function numberLandmasses(units) {
  const world = topologyOf(units.map((unit) => asGeoJson([unit.rings], null)));
  const touching = neighbors(world.objects.all.geometries);
  units.forEach((unit, index) => {
    const open = unit.landmass < 0 ? [index] : [];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      units[next].landmass = index;
      open.push(...touching[next].filter((n) => units[n].landmass < 0 && units[n].country === unit.country));
    }
  });
}

/** @param {Unit[]} units @param {Place[]} places */
function countPlaces(units, places) {
  const index = new PolygonIndex(units.map((unit) => unit.rings), 1, REACH);
  for (const place of places) {
    const found = index.nearest(place.point);
    if (found >= 0) units[found].places++;
  }
}

/** @param {Feature[]} features @param {Place[]} places */
function unitsOf(features, places) {
  const inside = placesByFeature(features, places);
  const assigned = assignCodes(features, inside);
  const units = dissolve(features, assigned);
  numberLandmasses(units);
  countPlaces(units, places);
  return { units, agreement: agreementByCountry(assigned, inside) };
}

/** @param {Feature[]} divisions @param {Feature[]} states @param {Place[]} places @returns {Atlas} */
export function buildAtlas(divisions, states, places) {
  const american = places.filter((place) => place.country === 'US');
  return { ...unitsOf(divisions, places), states: unitsOf(states, american).units };
}
