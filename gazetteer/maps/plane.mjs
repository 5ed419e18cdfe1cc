/** The flat sheet a quiz is drawn on: projection, centre, scale, and the frame around. */
import { geoAzimuthalEqualArea, geoCentroid, geoEqualEarthRaw } from 'd3-geo';
import { boxOf, extremes } from './inside.mjs';

/** @typedef {import('./types.d.ts').Box} Box */
/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Unit} Unit */

/** px on the long side: the size that "one pixel" means in this build. */
export const SIDE = 1000;
/** Context reaches this far from the centre, in long sides: tall countries on wide screens still have neighbours. */
const REACH = 1.05;
/** The cut of the world runs through the Bering Strait at 168.5° W, where only Umnak is in its way. */
const WORLD_ROTATE = -11.5;
/** What is to be seen of the world: Cape Horn to the north of Greenland. */
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

/** @param {Point[]} points @returns {Point} the point in the middle of their box, when seen from there */
function middleOf(points) {
  let centre = /** @type {Point} */ (geoCentroid({ type: 'MultiPoint', coordinates: points }));
  for (let round = 0; round < 5; round++) {
    const project = azimuthal(centre);
    const [west, north, east, south] = boxOf(points.map((point) => /** @type {Point} */ (project(point))));
    centre = /** @type {Point} */ (project.invert?.([(west + east) / 2, (north + south) / 2]));
  }
  return [rounded(centre[0]), rounded(centre[1])];
}

/** @param {Box} box @returns {Box} */
function frameOf([west, north, east, south]) {
  const half = Math.max(east - west, south - north) * REACH;
  const [x, y] = [(west + east) / 2, (north + south) / 2];
  return [x - half, y - half, x + half, y + half];
}

/** @param {Point[]} points to have in view @returns {Plane} */
export function planeOfPoints(points) {
  const [lon, lat] = middleOf(points);
  const project = azimuthal([lon, lat]);
  const [west, north, east, south] = boxOf(points.map((point) => /** @type {Point} */ (project(point))));
  project.scale(SIDE / Math.max(east - west, south - north, 1e-6));
  const flat = points.map((point) => /** @type {Point} */ (project(point)));
  const land = boxOf(flat);
  return {
    focus: extremes(flat),
    projection: { type: 'azimuthalEqualArea', rotate: [-lon, -lat, 0] },
    project: (point) => /** @type {Point} */ (project(point)),
    invert: (point) => {
      const [x, y] = /** @type {Point} */ (project.invert?.(point));
      return [lon + wrapped(x - lon), y];
    },
    squarePixels: project.scale() ** 2,
    land,
    frame: frameOf(land),
  };
}

const RADIANS = Math.PI / 180;

/** @returns {Plane} */
export function worldPlane() {
  const scale = SIDE / (geoEqualEarthRaw(Math.PI, 0)[0] * 2);
  /** @type {Plane['project']} */
  const project = ([lon, lat], near) => {
    const middle = wrapped(near + WORLD_ROTATE);
    const [x, y] = geoEqualEarthRaw((middle + wrapped(lon - near)) * RADIANS, lat * RADIANS);
    return [x * scale, -y * scale];
  };
  /** @type {Plane['invert']} */
  const invert = ([x, y]) => {
    const [lon, lat] = /** @type {any} */ (geoEqualEarthRaw).invert(x / scale, -y / scale);
    return [lon / RADIANS - WORLD_ROTATE, lat / RADIANS];
  };
  const [south, north] = [project([0, WORLD_SOUTH], 0)[1], project([0, WORLD_NORTH], 0)[1]];
  /** @type {Box} */
  const land = [-SIDE / 2, north, SIDE / 2, south];
  // A hair inside of the cut: a point on it may be drawn on either side.
  const edge = SIDE * 0.499;
  return {
    focus: [[-edge, 0], [0, north], [edge, 0], [0, south]],
    projection: { type: 'equalEarth', rotate: [WORLD_ROTATE, 0, 0] },
    project,
    invert,
    squarePixels: scale ** 2,
    land,
    frame: land,
  };
}

/** @param {Unit[]} units @returns {Plane} */
export function planeOf(units) {
  return planeOfPoints(units.flatMap((unit) => unit.rings[0]));
}
