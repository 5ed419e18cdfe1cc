/** Dissolves the divisions into polygons of regions, once for the whole world: all maps use the same polygons. */
import { group } from 'd3-array';
import { geoArea, geoDistance } from 'd3-geo';
import { merge, neighbors } from 'topojson-client';
import { topology } from 'topojson-server';
import { boxOf } from './box.mjs';
import { PolygonIndex } from './point-in-polygon.mjs';
import { agreementByCountry, assignCodes, MAX_DISTANCE_TO_COAST, placesByDivision } from './region-codes.mjs';

/** @typedef {import('./types.d.ts').Division} Division */
/** @typedef {import('./types.d.ts').Place} Place */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Polygon} Polygon */
/** @typedef {import('./types.d.ts').RegionPolygon} RegionPolygon */
/** @typedef {import('./types.d.ts').WorldPolygons} WorldPolygons */

/** Grid steps around the world: 4 m each, finer than the source, but coarse enough to make shared vertices equal. */
const GRID = 1e7;

/** @param {Polygon[]} polygons @param {object | null} properties */
function asGeoJson(polygons, properties) {
  return { type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates: polygons } };
}

/** @param {Polygon} rings @returns {number} surface of the polygon, whatever the orientation of the rings */
function steradiansOf(rings) {
  const steradians = geoArea({ type: 'Polygon', coordinates: rings });
  return Math.min(steradians, 4 * Math.PI - steradians);
}

/** @param {Polygon} rings @returns {{ centre: Point, radius: number }} */
function boundingCircle(rings) {
  const [west, south, east, north] = boxOf(rings[0]);
  /** @type {Point} */
  const centre = [(west + east) / 2, (south + north) / 2];
  const radius = Math.max(...sample(rings[0]).map((point) => geoDistance(centre, point)));
  return { centre, radius: (radius * 180) / Math.PI + 0.5 };
}

/** @param {Point[]} ring @returns {Point[]} about a hundred points: enough, because `boundingCircle` adds half a degree */
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
 * @param {Division[]} divisions
 * @param {{ country: string, code: string }[]} assigned one for each division
 * @returns {RegionPolygon[]}
 */
function dissolve(divisions, assigned) {
  const world = topologyOf(divisions.map((division, index) => asGeoJson(division.polygons, assigned[index])));
  const groups = group(world.objects.all.geometries, (/** @type {any} */ g) => `${g.properties.country} ${g.properties.code}`);
  return [...groups].flatMap(([key, geometries]) => {
    const [country, code] = key.split(' ');
    const polygons = /** @type {Polygon[]} */ (merge(world, geometries).coordinates);
    return polygons.map((rings) => (
      { country, code, rings, landmassId: -1, places: 0, steradians: steradiansOf(rings), ...boundingCircle(rings) }
    ));
  });
}

/** Numbers the landmasses: polygons of one country that touch get the same number. @param {RegionPolygon[]} polygons */
function numberLandmasses(polygons) {
  const world = topologyOf(polygons.map((polygon) => asGeoJson([polygon.rings], null)));
  const touching = neighbors(world.objects.all.geometries);
  polygons.forEach((polygon, index) => {
    const queue = polygon.landmassId < 0 ? [index] : [];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      polygons[next].landmassId = index;
      queue.push(...touching[next].filter((n) => polygons[n].landmassId < 0 && polygons[n].country === polygon.country));
    }
  });
}

/** @param {RegionPolygon[]} polygons @param {Place[]} places */
function countPlaces(polygons, places) {
  const index = new PolygonIndex(polygons.map((polygon) => polygon.rings), 1, MAX_DISTANCE_TO_COAST);
  for (const place of places) {
    const polygon = index.nearest(place.point);
    if (polygon >= 0) polygons[polygon].places++;
  }
}

/** @param {Division[]} divisions @param {Place[]} places */
function regionPolygons(divisions, places) {
  const inside = placesByDivision(divisions, places);
  const assigned = assignCodes(divisions, inside);
  const polygons = dissolve(divisions, assigned);
  numberLandmasses(polygons);
  countPlaces(polygons, places);
  return { polygons, agreement: agreementByCountry(assigned, inside) };
}

/** @param {Division[]} divisions @param {Division[]} usStates @param {Place[]} places @returns {WorldPolygons} */
export function buildWorldPolygons(divisions, usStates, places) {
  const { polygons, agreement } = regionPolygons(divisions, places);
  const usPlaces = places.filter((place) => place.country === 'US');
  return { regions: polygons, agreement, usStates: regionPolygons(usStates, usPlaces).polygons };
}
