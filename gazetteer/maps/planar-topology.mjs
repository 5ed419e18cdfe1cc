/** Projects an area's land and its neighbours to the plane, as one topology in which neighbours share their lines. */
import { geoDistance, geoIdentity } from 'd3-geo';
import { geoProject } from 'd3-geo-projection';
import { topology } from 'topojson-server';
import { boxContains, boxesOverlap, boxOf } from './box.mjs';

/** @typedef {import('./types.d.ts').Box} Box */
/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Polygon} Polygon */
/** @typedef {import('./types.d.ts').RegionPolygon} RegionPolygon */

/** Grid steps across the width: fine enough for an island in an ocean, coarse enough to join shared vertices. */
const GRID = 1e6;

/** @param {RegionPolygon} polygon @param {Plane} plane @returns {Polygon} */
export function projected(polygon, plane) {
  return polygon.rings.map((ring) => ring.map((point) => plane.project(point, polygon.centre[0])));
}

/** @param {Polygon} rings @param {Box} frame @returns {any} the geometry inside the frame, or null if there is none */
export function clip(rings, frame) {
  const box = boxOf(rings[0]);
  if (!boxesOverlap(box, frame)) return null;
  const polygon = { type: 'Polygon', coordinates: rings };
  if (boxContains(frame, box)) return polygon;
  const [west, north, east, south] = frame;
  return geoProject(polygon, geoIdentity().clipExtent([[west, north], [east, south]]));
}

/**
 * A quick test on the sphere, before `clip` tests exactly on the plane.
 * @param {Plane} plane @returns {(polygon: RegionPolygon) => boolean} whether a polygon may reach into the frame
 */
function mayReachFrame({ invert, frame: [west, north, east, south] }) {
  const centre = invert([(west + east) / 2, (north + south) / 2]);
  const corner = invert([west, north]);
  // The corners of a frame wider than the azimuthal disc are outside the globe: then every polygon counts as near.
  const radius = Number.isFinite(corner[0] + corner[1]) ? (geoDistance(centre, corner) * 180) / Math.PI : 180;
  return (polygon) => (geoDistance(centre, polygon.centre) * 180) / Math.PI - polygon.radius < radius;
}

/** @param {any} geometry @param {object} properties */
const feature = (geometry, properties) => ({ type: 'Feature', properties, geometry });

/**
 * @param {RegionPolygon[]} land
 * @param {RegionPolygon[]} others candidates for the context
 * @param {Plane} plane
 * @param {(polygon: RegionPolygon) => string} groupOf there is no border between polygons of the same group
 * @returns {any} topology with the objects `land` and `context`; each geometry has its `group`
 */
export function planarTopology(land, others, plane, groupOf) {
  const landFeatures = land.map((polygon) =>
    feature({ type: 'Polygon', coordinates: projected(polygon, plane) }, { group: groupOf(polygon) }),
  );
  const contextFeatures = others.filter(mayReachFrame(plane)).flatMap((polygon) => {
    const geometry = clip(projected(polygon, plane), plane.frame);
    return geometry ? [feature(geometry, { group: groupOf(polygon) })] : [];
  });
  const collection = (/** @type {any} */ features) => ({ type: 'FeatureCollection', features });
  return topology(/** @type {any} */ ({ land: collection(landFeatures), context: collection(contextFeatures) }), GRID);
}
