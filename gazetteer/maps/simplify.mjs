/** Visvalingam's simplification with a threshold for each line: neighbours may be coarser than the land. */
import { mergeArcs } from 'topojson-client';
import { presimplify } from 'topojson-simplify';

/** A ring keeps at least this many points (the last repeats the first): with fewer, an island would become a line. */
const MIN_RING_POINTS = 5;
/** Inner borders are thin lines, so their threshold is this many times the threshold of the outline. */
const INNER_BORDER_FACTOR = 2;

/** @param {any} arcs nested arc indices @param {Set<number>} found */
function collectArcs(arcs, found) {
  for (const arc of arcs) {
    if (typeof arc === 'number') found.add(arc < 0 ? ~arc : arc);
    else collectArcs(arc, found);
  }
}

/** @param {any} object of a topology @returns {Set<number>} the arcs that the object uses */
export function arcsOf(object) {
  const used = new Set();
  for (const geometry of object.geometries ?? [object]) if (geometry.arcs) collectArcs(geometry.arcs, used);
  return used;
}

/**
 * @param {number[][]} arc points with their weight as third member
 * @param {number} threshold px²
 * @returns {number[][]} points without weight
 */
export function simplifyArc(arc, threshold) {
  const closed = arc[0][0] === arc[arc.length - 1][0] && arc[0][1] === arc[arc.length - 1][1];
  const weights = arc.map((point) => point[2]).sort((a, b) => b - a);
  const minWeight = closed ? Math.min(threshold, weights[Math.min(MIN_RING_POINTS, weights.length) - 1]) : threshold;
  return arc.filter((point) => point[2] >= minWeight).map(([x, y]) => [x, y]);
}

/**
 * @param {any} planar from `planarTopology`
 * @param {number} fine threshold for the outline of the land, px²
 * @param {number} coarse threshold for lines that only the context uses, px²
 * @returns {any} topology without transform
 */
export function simplify(planar, fine, coarse) {
  const weighted = presimplify(planar);
  const land = arcsOf(planar.objects.land);
  const outline = arcsOf(mergeArcs(planar, planar.objects.land.geometries));
  const thresholdOf = (/** @type {number} */ arc) =>
    outline.has(arc) ? fine : land.has(arc) ? INNER_BORDER_FACTOR * fine : coarse;
  const arcs = weighted.arcs.map((/** @type {any} */ arc, /** @type {number} */ index) => simplifyArc(arc, thresholdOf(index)));
  return { ...weighted, arcs };
}

/** @param {any} topology @param {number} threshold px² @returns {any} topology without transform */
export function simplifyAll(topology, threshold) {
  const weighted = presimplify(topology);
  return { ...weighted, arcs: weighted.arcs.map((/** @type {number[][]} */ arc) => simplifyArc(arc, threshold)) };
}
