/** Visvalingam's simplification with a threshold per line: the neighbours' coasts may be coarser than the area's own. */
import { mergeArcs } from 'topojson-client';
import { presimplify } from 'topojson-simplify';

/** A ring needs this many points (the first comes again at the end) to be an island and not a line. */
const LEAST_RING = 5;

/** @param {any} arcs nested indices of arcs @param {Set<number>} into */
function collect(arcs, into) {
  for (const arc of arcs) {
    if (typeof arc === 'number') into.add(arc < 0 ? ~arc : arc);
    else collect(arc, into);
  }
}

/** @param {any} object of a topology @returns {Set<number>} the arcs it uses */
export function arcsOf(object) {
  const used = new Set();
  for (const geometry of object.geometries ?? [object]) if (geometry.arcs) collect(geometry.arcs, used);
  return used;
}

/**
 * @param {number[][]} arc points with their weight as third member
 * @param {number} threshold px²
 * @returns {number[][]} points without weight
 */
export function thinArc(arc, threshold) {
  const closed = arc[0][0] === arc[arc.length - 1][0] && arc[0][1] === arc[arc.length - 1][1];
  const weights = arc.map((point) => point[2]).sort((a, b) => b - a);
  const least = closed ? Math.min(threshold, weights[Math.min(LEAST_RING, weights.length) - 1]) : threshold;
  return arc.filter((point) => point[2] >= least).map(([x, y]) => [x, y]);
}

/** Lines inside the area are hairlines, and may be this much coarser than its coast. */
const INNER = 2;

/**
 * @param {any} sheet from `layOut`
 * @param {number} fine threshold for the outline of the land, px²
 * @param {number} coarse threshold for lines of the context alone, px²
 * @returns {any} topology without transform
 */
export function thin(sheet, fine, coarse) {
  const weighted = presimplify(sheet);
  const own = arcsOf(sheet.objects.land);
  const outer = arcsOf(mergeArcs(sheet, sheet.objects.land.geometries));
  const threshold = (/** @type {number} */ arc) => (outer.has(arc) ? fine : own.has(arc) ? INNER * fine : coarse);
  const arcs = weighted.arcs.map((/** @type {any} */ arc, /** @type {number} */ index) => thinArc(arc, threshold(index)));
  return { ...weighted, arcs };
}

/** @param {any} topology @param {number} threshold px² @returns {any} topology without transform */
export function thinAll(topology, threshold) {
  const weighted = presimplify(topology);
  return { ...weighted, arcs: weighted.arcs.map((/** @type {number[][]} */ arc) => thinArc(arc, threshold)) };
}
