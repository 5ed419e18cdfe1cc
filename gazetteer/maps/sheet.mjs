/** Lays an area and its neighbours on the plane, as one topology: what touches shares its lines. */
import { geoDistance, geoIdentity } from 'd3-geo';
import { geoProject } from 'd3-geo-projection';
import { topology } from 'topojson-server';
import { boxOf } from './inside.mjs';

/** @typedef {import('./types.d.ts').Box} Box */
/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Rings} Rings */
/** @typedef {import('./types.d.ts').Unit} Unit */

/** Of the sheet's width: fine enough for an island in an ocean, coarse enough to join shared vertices. */
const GRID = 1e6;

/** @param {Unit} unit @param {Plane} plane @returns {Rings} */
export function flat(unit, plane) {
  return unit.rings.map((ring) => ring.map((point) => plane.project(point, unit.centre[0])));
}

/** @param {Box} a @param {Box} b */
const apart = (a, b) => a[2] < b[0] || a[0] > b[2] || a[3] < b[1] || a[1] > b[3];
/** @param {Box} box @param {Box} frame */
const inside = (box, frame) => box[0] >= frame[0] && box[2] <= frame[2] && box[1] >= frame[1] && box[3] <= frame[3];

/** @param {Rings} rings @param {Box} frame @returns {any} geometry, or null if nothing of it is in the frame */
export function clip(rings, frame) {
  const box = boxOf(rings[0]);
  if (apart(box, frame)) return null;
  const polygon = { type: 'Polygon', coordinates: rings };
  if (inside(box, frame)) return polygon;
  const [west, north, east, south] = frame;
  return geoProject(polygon, geoIdentity().clipExtent([[west, north], [east, south]]));
}

/** @param {Plane} plane @returns {(unit: Unit) => boolean} a quick test on the sphere before the exact one on the plane */
function nearby({ invert, frame: [west, north, east, south] }) {
  const centre = invert([(west + east) / 2, (north + south) / 2]);
  const corner = invert([west, north]);
  // A frame wider than the azimuthal disc has no corners on the sphere.
  const reach = Number.isFinite(corner[0] + corner[1]) ? (geoDistance(centre, corner) * 180) / Math.PI : 180;
  return (unit) => (geoDistance(centre, unit.centre) * 180) / Math.PI - unit.radius < reach;
}

/** @param {any} geometry @param {object} properties */
const feature = (geometry, properties) => ({ type: 'Feature', properties, geometry });

/**
 * @param {Unit[]} land
 * @param {Unit[]} others candidates for the context
 * @param {Plane} plane
 * @param {(unit: Unit) => string} groupOf units of one group have no border between them
 * @returns {any} topology with the objects `land` and `context`; each geometry has its `group`
 */
export function layOut(land, others, plane, groupOf) {
  const collections = {
    land: land.map((unit) => feature({ type: 'Polygon', coordinates: flat(unit, plane) }, { group: groupOf(unit) })),
    context: others.filter(nearby(plane)).flatMap((unit) => {
      const geometry = clip(flat(unit, plane), plane.frame);
      return geometry ? [feature(geometry, { group: groupOf(unit) })] : [];
    }),
  };
  const asCollection = (/** @type {any} */ features) => ({ type: 'FeatureCollection', features });
  return topology(
    /** @type {any} */ ({ land: asCollection(collections.land), context: asCollection(collections.context) }),
    GRID,
  );
}
