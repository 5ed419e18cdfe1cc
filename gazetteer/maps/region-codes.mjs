/** Finds the region code of each division of the source: the code of most places inside the division. */
import { PolygonIndex } from './point-in-polygon.mjs';

/** @typedef {import('./types.d.ts').Division} Division */
/** @typedef {import('./types.d.ts').Place} Place */

/**
 * How far outside a polygon a place may be, in degrees: about 5 km, because generalised coasts put a few per cent of
 * the places into the sea.
 */
export const MAX_DISTANCE_TO_COAST = 0.05;
/**
 * A division gets another country only if at least this many of that country's places are inside. Fewer are
 * inaccuracies along the border.
 */
const MIN_FOREIGN_PLACES = 3;

/** @param {Map<string, number>} counts @returns {string} the most frequent key; among equals the first in the alphabet */
export function mostFrequent(counts) {
  let best = '';
  let highest = 0;
  for (const [key, times] of [...counts].sort()) if (times > highest) [best, highest] = [key, times];
  return best;
}

/** @param {Map<string, number>} counts @param {string} key */
function increment(counts, key) {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/**
 * @param {Division[]} divisions
 * @param {Place[]} places
 * @returns {Place[][]} the places in each division
 */
export function placesByDivision(divisions, places) {
  const divisionOfPolygon = divisions.flatMap((division, index) => division.polygons.map(() => index));
  const polygons = divisions.flatMap((division) => division.polygons);
  const index = new PolygonIndex(polygons, 1, MAX_DISTANCE_TO_COAST);
  /** @type {Place[][]} */
  const inside = divisions.map(() => []);
  for (const place of places) {
    const polygon = index.nearest(place.point);
    if (polygon >= 0) inside[divisionOfPolygon[polygon]].push(place);
  }
  return inside;
}

/**
 * Normally the source's country. Instead the country of most places inside, if there are enough of them, or if the
 * source has no division of that country (Guadeloupe).
 * @param {Division} division @param {Place[]} places inside it @param {Set<string>} countries in the source
 */
function correctedCountry(division, places, countries) {
  const counts = new Map();
  for (const place of places) increment(counts, place.country);
  const country = mostFrequent(counts);
  if (!country || country === division.country) return division.country;
  return counts.get(country) >= MIN_FOREIGN_PLACES || !countries.has(country) ? country : division.country;
}

/** @param {string} country @param {Place[]} places @returns {string} '' if none of the places has a region in the country */
function mostFrequentRegion(country, places) {
  const counts = new Map();
  for (const place of places) if (place.country === country && place.region) increment(counts, place.region);
  return mostFrequent(counts);
}

/**
 * @param {Division[]} divisions
 * @param {Place[][]} inside from `placesByDivision`
 * @returns {{ country: string, code: string }[]} the country and region code of each division; code '' if unknown
 */
export function assignCodes(divisions, inside) {
  const countries = new Set(divisions.map((division) => division.country));
  return divisions.map((division, index) => {
    const country = correctedCountry(division, inside[index], countries);
    const isUsable = division.code.startsWith(`${country}.`) && division.code.length > country.length + 1;
    return { country, code: mostFrequentRegion(country, inside[index]) || (isUsable ? division.code : '') };
  });
}

/**
 * @param {{ country: string, code: string }[]} assigned
 * @param {Place[][]} inside
 * @returns {Map<string, number>} by country, the share of places that are in a division of their own region
 */
export function agreementByCountry(assigned, inside) {
  const matches = new Map();
  const totals = new Map();
  inside.forEach((places, index) => {
    for (const place of places) {
      increment(totals, place.country);
      if (place.region === assigned[index].code) increment(matches, place.country);
    }
  });
  return new Map([...totals].map(([country, total]) => [country, (matches.get(country) ?? 0) / total]));
}
