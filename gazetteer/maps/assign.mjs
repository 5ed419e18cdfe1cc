/** Gives each division of the source the region code that most places inside it have. */
import { PolygonIndex } from './inside.mjs';

/** @typedef {import('./types.d.ts').Feature} Feature */
/** @typedef {import('./types.d.ts').Place} Place */

/** Degrees, about 5 km: generalised coasts leave a few per cent of the places at sea. */
export const REACH = 0.05;
/** Places of another country it takes to move a polygon there; fewer are errors along the border. */
const FOREIGN_PLACES = 3;

/** @param {Map<string, number>} counts @returns {string} the most frequent key; of equals the first in the alphabet */
export function majority(counts) {
  let best = '';
  let most = 0;
  for (const [key, times] of [...counts].sort()) if (times > most) [best, most] = [key, times];
  return best;
}

/** @param {Map<string, number>} counts @param {string} key */
function count(counts, key) {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/**
 * @param {Feature[]} features
 * @param {Place[]} places
 * @returns {Place[][]} the places in each feature
 */
export function placesByFeature(features, places) {
  const owners = features.flatMap((feature, index) => feature.polygons.map(() => index));
  const polygons = features.flatMap((feature) => feature.polygons);
  const index = new PolygonIndex(polygons, 1, REACH);
  /** @type {Place[][]} */
  const found = features.map(() => []);
  for (const place of places) {
    const polygon = index.nearest(place.point);
    if (polygon >= 0) found[owners[polygon]].push(place);
  }
  return found;
}

/**
 * The source's country stands unless enough places say otherwise, or the country of the places has no
 * polygon of its own (Guadeloupe is a part of France there).
 * @param {Feature} feature @param {Place[]} places @param {Set<string>} drawn countries the source knows
 */
function countryOf(feature, places, drawn) {
  const counts = new Map();
  for (const place of places) count(counts, place.country);
  const most = majority(counts);
  if (!most || most === feature.country) return feature.country;
  return counts.get(most) >= FOREIGN_PLACES || !drawn.has(most) ? most : feature.country;
}

/** @param {string} country @param {Place[]} places @returns {string} '' if none of them has a region in the country */
function codeOf(country, places) {
  const counts = new Map();
  for (const place of places) if (place.country === country && place.region) count(counts, place.region);
  return majority(counts);
}

/**
 * @param {Feature[]} features
 * @param {Place[][]} inside from `placesByFeature`
 * @returns {{ country: string, code: string }[]} one per feature; code '' if nothing tells
 */
export function assignCodes(features, inside) {
  const drawn = new Set(features.map((feature) => feature.country));
  return features.map((feature, index) => {
    const country = countryOf(feature, inside[index], drawn);
    const own = feature.code.startsWith(`${country}.`) && feature.code.length > country.length + 1 ? feature.code : '';
    return { country, code: codeOf(country, inside[index]) || own };
  });
}

/**
 * @param {{ country: string, code: string }[]} assigned
 * @param {Place[][]} inside
 * @returns {Map<string, number>} by country, the share of places that lie in a polygon of their own region
 */
export function agreementByCountry(assigned, inside) {
  const hits = new Map();
  const totals = new Map();
  inside.forEach((places, index) => {
    for (const place of places) {
      count(totals, place.country);
      if (place.region === assigned[index].code) count(hits, place.country);
    }
  });
  return new Map([...totals].map(([country, total]) => [country, (hits.get(country) ?? 0) / total]));
}
