/** Writes a simplified planar topology as TopoJSON: merged land, inner borders and context, in degrees, quantised. */
import { geoArea } from 'd3-geo';
import { group } from 'd3-array';
import { bbox, feature, mergeArcs, meshArcs, quantize } from 'topojson-client';
import { filter } from 'topojson-simplify';

/** @typedef {import('./types.d.ts').Plane} Plane */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').Ring} Ring */

/** Grid steps across the frame around the initial view. */
const GRID = 1e4;
/**
 * Maximum number of grid steps across the whole content. Far islands make the content larger than the frame: then it
 * gets more steps, so that the grid stays as fine.
 */
const MAX_GRID = 1e5;
/** Half the sphere: a ring of wrong orientation encloses more. */
const HEMISPHERE_STERADIANS = 2 * Math.PI;

/** @param {any} planar @param {Plane} plane @returns {number} grid steps across the box of all content */
function gridFor(planar, { frame }) {
  const [west, north, east, south] = /** @type {any} */ (bbox(planar));
  const stretch = Math.max(east - west, south - north) / (frame[2] - frame[0]);
  return Math.min(MAX_GRID, GRID * Math.max(1, Math.ceil(stretch)));
}

/** @param {Point} point degrees @returns {Point} rounded to about 10 m */
const rounded = ([x, y]) => [Math.round(x * 1e4) / 1e4, Math.round(y * 1e4) / 1e4];

/** @param {any} planar @param {any[]} geometries @returns {any} MultiPolygon: the geometries of each group are merged */
function mergedByGroup(planar, geometries) {
  const groups = [...group(geometries, (g) => g.properties.group).values()];
  return { type: 'MultiPolygon', arcs: groups.flatMap((members) => mergeArcs(planar, members).arcs) };
}

/** @param {any} planar @returns {any} the lines between different groups of the land */
function innerBorders(planar) {
  const differ = (/** @type {any} */ a, /** @type {any} */ b) => a !== b && a.properties.group !== b.properties.group;
  return meshArcs(planar, planar.objects.land, differ);
}

/** @param {any} planar simplified topology @param {boolean} withBorders */
export function objectsOf(planar, withBorders) {
  const land = planar.objects.land.geometries;
  return {
    land: mergeArcs(planar, land),
    borders: withBorders ? innerBorders(planar) : { type: 'MultiLineString', arcs: [] },
    context: mergedByGroup(planar, planar.objects.context.geometries),
  };
}

/** @param {number[]} ring arc indices @returns {number[]} the ring in the opposite direction */
const reversed = (ring) => [...ring].reverse().map((arc) => ~arc);

/** @param {Ring} ring */
function isDegenerate(ring) {
  return new Set(ring.map(String)).size < 3;
}

/**
 * d3 fills the right side of a ring: exteriors must enclose less than half the sphere, holes more.
 * Rings that quantisation reduced to a line are dropped.
 * @param {any} topology @param {any} multiPolygon @returns {any}
 */
export function rewound(topology, multiPolygon) {
  const polygons = /** @type {any} */ (feature(topology, multiPolygon)).geometry.coordinates;
  const arcs = multiPolygon.arcs.flatMap((/** @type {number[][]} */ rings, /** @type {number} */ p) => {
    if (isDegenerate(polygons[p][0])) return [];
    return [
      rings.flatMap((ring, r) => {
        if (isDegenerate(polygons[p][r])) return [];
        const isLarge = geoArea({ type: 'Polygon', coordinates: [polygons[p][r]] }) > HEMISPHERE_STERADIANS;
        return [isLarge === r > 0 ? ring : reversed(ring)];
      }),
    ];
  });
  return { type: 'MultiPolygon', arcs };
}

const OBJECT_TYPES = { land: 'MultiPolygon', borders: 'MultiLineString', context: 'MultiPolygon' };

/** Restores the type of empty objects, which `filter` removes. @param {any} topology @returns {any} without unused arcs */
function withoutUnusedArcs(topology) {
  const { objects, ...rest } = /** @type {any} */ (filter(topology, () => true));
  const typed = Object.entries(OBJECT_TYPES).map(([name, type]) => [name, { type, arcs: objects[name].arcs ?? [] }]);
  return { ...rest, objects: Object.fromEntries(typed) };
}

/**
 * @param {any} simplified planar topology
 * @param {any} objects from `objectsOf`
 * @param {Plane} plane
 * @returns {any} topology in degrees, quantised, with its projection
 */
export function encode(simplified, objects, plane) {
  const planar = withoutUnusedArcs({ type: 'Topology', objects, arcs: simplified.arcs });
  const arcs = planar.arcs.map((/** @type {any} */ arc) => arc.map(plane.invert));
  const degrees = { type: 'Topology', objects: planar.objects, arcs };
  const topology = quantize(/** @type {any} */ ({ ...degrees, bbox: bbox(/** @type {any} */ (degrees)) }), gridFor(planar, plane));
  const { land, borders, context } = /** @type {any} */ (topology.objects);
  const oriented = { land: rewound(topology, land), borders, context: rewound(topology, context) };
  const { transform, objects: used, arcs: usedArcs } = withoutUnusedArcs({ ...topology, objects: oriented });
  const focus = { type: 'MultiPoint', coordinates: plane.focus.map((point) => rounded(plane.invert(point))) };
  return { type: 'Topology', projection: plane.projection, focus, transform, objects: used, arcs: usedArcs };
}
