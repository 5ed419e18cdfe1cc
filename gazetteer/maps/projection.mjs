/** The plane of a quiz's map: projection, centre, scale, initial view, and the frame around the initial view. */
import { geoAzimuthalEqualArea, geoCentroid, geoEqualEarthRaw } from 'd3-geo';
import { boxOf, extremePoints } from './box.mjs';

/** @typedef {import('./types.d.ts').Box} Box */
/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').RegionPolygon} RegionPolygon */

/** Length of the long side of the initial view, px. All px in this build refer to it. */
export const LONG_SIDE = 1000;
/**
 * Distance of the frame's sides from the centre, in long sides. It is so large that a wide screen shows neighbours even
 * beside a tall country.
 */
const FRAME_DISTANCE = 1.05;
/** Puts the edge of the world map into the Bering Strait at 168.5° W, where it crosses no land except Umnak. */
const WORLD_ROTATION = -11.5;
/** Latitudes of the initial view of the world: from Cape Horn to the north of Greenland. */
const WORLD_SOUTH = -56;
const WORLD_NORTH = 84;

/** @param {number} value */
const rounded = (value) => Math.round(value * 100) / 100;
/** @param {number} degrees @returns {number} the same direction in [-180, 180) */
const wrapped = (degrees) => ((((degrees + 180) % 360) + 360) % 360) - 180;

/** @param {Point} centre */
function azimuthal([lon, lat]) {
  return geoAzimuthalEqualArea().rotate([-lon, -lat]).scale(1).translate([0, 0]).precision(0);
}

/**
 * Finds by iteration the centre of a map on which the centre is also the centre of the points' box.
 * @param {Point[]} points @returns {Point}
 */
function centreOf(points) {
  let centre = /** @type {Point} */ (geoCentroid({ type: 'MultiPoint', coordinates: points }));
  for (let round = 0; round < 5; round++) {
    const project = azimuthal(centre);
    const [west, north, east, south] = boxOf(points.map((point) => /** @type {Point} */ (project(point))));
    centre = /** @type {Point} */ (project.invert?.([(west + east) / 2, (north + south) / 2]));
  }
  return [rounded(centre[0]), rounded(centre[1])];
}

/** @param {Box} initialView @returns {Box} */
function frameAround([west, north, east, south]) {
  const half = Math.max(east - west, south - north) * FRAME_DISTANCE;
  const [x, y] = [(west + east) / 2, (north + south) / 2];
  return [x - half, y - half, x + half, y + half];
}

/** @param {Point[]} points that the initial view must contain @returns {Plane} */
export function planeOfPoints(points) {
  const [lon, lat] = centreOf(points);
  const project = azimuthal([lon, lat]);
  const [west, north, east, south] = boxOf(points.map((point) => /** @type {Point} */ (project(point))));
  project.scale(LONG_SIDE / Math.max(east - west, south - north, 1e-6));
  const projected = points.map((point) => /** @type {Point} */ (project(point)));
  const initialView = boxOf(projected);
  return {
    focus: extremePoints(projected),
    projection: { type: 'azimuthalEqualArea', rotate: [-lon, -lat, 0] },
    project: (point) => /** @type {Point} */ (project(point)),
    invert: (point) => {
      const [x, y] = /** @type {Point} */ (project.invert?.(point));
      return [lon + wrapped(x - lon), y];
    },
    squarePixelsPerSteradian: project.scale() ** 2,
    initialView,
    frame: frameAround(initialView),
  };
}

const RADIANS = Math.PI / 180;

/** @returns {Plane} */
export function worldPlane() {
  const scale = LONG_SIDE / (geoEqualEarthRaw(Math.PI, 0)[0] * 2);
  /** @type {Plane['project']} */
  const project = ([lon, lat], nearLon) => {
    const middle = wrapped(nearLon + WORLD_ROTATION);
    const [x, y] = geoEqualEarthRaw((middle + wrapped(lon - nearLon)) * RADIANS, lat * RADIANS);
    return [x * scale, -y * scale];
  };
  /** @type {Plane['invert']} */
  const invert = ([x, y]) => {
    const [lon, lat] = /** @type {any} */ (geoEqualEarthRaw).invert(x / scale, -y / scale);
    return [lon / RADIANS - WORLD_ROTATION, lat / RADIANS];
  };
  const [south, north] = [project([0, WORLD_SOUTH], 0)[1], project([0, WORLD_NORTH], 0)[1]];
  /** @type {Box} */
  const initialView = [-LONG_SIDE / 2, north, LONG_SIDE / 2, south];
  // Slightly inside the edge, because a point exactly on it may be drawn on either side.
  const edge = LONG_SIDE * 0.499;
  return {
    focus: [[-edge, 0], [0, north], [edge, 0], [0, south]],
    projection: { type: 'equalEarth', rotate: [WORLD_ROTATION, 0, 0] },
    project,
    invert,
    squarePixelsPerSteradian: scale ** 2,
    initialView,
    frame: initialView,
  };
}

/** @param {RegionPolygon[]} polygons @param {Plane} plane @returns {Box} */
export function boxOnPlane(polygons, plane) {
  return boxOf(polygons.flatMap((polygon) => polygon.rings[0].map((point) => plane.project(point, polygon.centre[0]))));
}

/** @param {RegionPolygon[]} polygons that the initial view must contain @returns {Plane} */
export function planeOf(polygons) {
  return planeOfPoints(polygons.flatMap((polygon) => polygon.rings[0]));
}
