/** From the thinned sheet to the file: merged land, inner borders, context, back on the sphere, quantised. */
import { geoArea } from 'd3-geo';
import { group } from 'd3-array';
import { bbox, feature, mergeArcs, meshArcs, quantize } from 'topojson-client';
import { filter } from 'topojson-simplify';

/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Ring} Ring */

/** Steps of the grid across the frame of the first view. */
const GRID = 1e4;
/** Far islands make the file's box larger than the frame; the grid stays as fine, up to this many steps. */
const MOST = 1e5;
/** Half of the sphere: a ring that turns the wrong way holds more than that. */
const HALF = 2 * Math.PI;

/** @param {any} planar @param {Plane} plane @returns {number} steps across the file's box */
function gridFor(planar, { frame }) {
  const [west, north, east, south] = /** @type {any} */ (bbox(planar));
  const stretch = Math.max(east - west, south - north) / (frame[2] - frame[0]);
  return Math.min(MOST, GRID * Math.max(1, Math.ceil(stretch)));
}

/** @param {Point} point degrees @returns {Point} to about 10 m */
const rounded = ([x, y]) => [Math.round(x * 1e4) / 1e4, Math.round(y * 1e4) / 1e4];

/** @param {any} sheet @param {any[]} geometries @returns {any} MultiPolygon without borders inside a group */
function mergedByGroup(sheet, geometries) {
  const groups = [...group(geometries, (g) => g.properties.group).values()];
  return { type: 'MultiPolygon', arcs: groups.flatMap((members) => mergeArcs(sheet, members).arcs) };
}

/** @param {any} sheet @returns {any} lines between the groups of the land */
function innerBorders(sheet) {
  const differ = (/** @type {any} */ a, /** @type {any} */ b) => a !== b && a.properties.group !== b.properties.group;
  return meshArcs(sheet, sheet.objects.land, differ);
}

/** @param {any} sheet thinned, planar @param {boolean} withBorders */
export function objectsOf(sheet, withBorders) {
  const land = sheet.objects.land.geometries;
  return {
    land: mergeArcs(sheet, land),
    borders: withBorders ? innerBorders(sheet) : { type: 'MultiLineString', arcs: [] },
    context: mergedByGroup(sheet, sheet.objects.context.geometries),
  };
}

/** @param {number[]} ring indices of arcs @returns {number[]} the other way round */
const reversed = (ring) => [...ring].reverse().map((arc) => ~arc);

/** @param {Ring} ring */
function isDegenerate(ring) {
  return new Set(ring.map(String)).size < 3;
}

/**
 * d3 fills what is to the right of a ring: exteriors must hold less than half of the sphere, holes more.
 * Rings that the grid squeezed to a line are dropped.
 * @param {any} topology @param {any} multiPolygon @returns {any}
 */
export function rewound(topology, multiPolygon) {
  const polygons = /** @type {any} */ (feature(topology, multiPolygon)).geometry.coordinates;
  const arcs = multiPolygon.arcs.flatMap((/** @type {number[][]} */ rings, /** @type {number} */ p) => {
    if (isDegenerate(polygons[p][0])) return [];
    return [
      rings.flatMap((ring, r) => {
        if (isDegenerate(polygons[p][r])) return [];
        const isLarge = geoArea({ type: 'Polygon', coordinates: [polygons[p][r]] }) > HALF;
        return [isLarge === r > 0 ? ring : reversed(ring)];
      }),
    ];
  });
  return { type: 'MultiPolygon', arcs };
}

const TYPES = { land: 'MultiPolygon', borders: 'MultiLineString', context: 'MultiPolygon' };

/** @param {any} topology @returns {any} without unused arcs; empty objects keep their type, which `filter` takes away */
function pruned(topology) {
  const { objects, ...rest } = /** @type {any} */ (filter(topology, () => true));
  const typed = Object.entries(TYPES).map(([name, type]) => [name, { type, arcs: objects[name].arcs ?? [] }]);
  return { ...rest, objects: Object.fromEntries(typed) };
}

/**
 * @param {any} sheet thinned, planar
 * @param {any} objects from `objectsOf`
 * @param {Plane} plane
 * @returns {any} topology in degrees, quantised, with its projection
 */
export function encode(sheet, objects, plane) {
  const planar = pruned({ type: 'Topology', objects, arcs: sheet.arcs });
  const arcs = planar.arcs.map((/** @type {any} */ arc) => arc.map(plane.invert));
  const degrees = { type: 'Topology', objects: planar.objects, arcs };
  const topology = quantize(/** @type {any} */ ({ ...degrees, bbox: bbox(/** @type {any} */ (degrees)) }), gridFor(planar, plane));
  const { land, borders, context } = /** @type {any} */ (topology.objects);
  const turned = { land: rewound(topology, land), borders, context: rewound(topology, context) };
  const { transform, objects: kept, arcs: used } = pruned({ ...topology, objects: turned });
  const focus = { type: 'MultiPoint', coordinates: plane.focus.map((point) => rounded(plane.invert(point))) };
  return { type: 'Topology', projection: plane.projection, focus, transform, objects: kept, arcs: used };
}
