/** Shares and sizes for the table at the end. */
import { median, max, sum } from 'd3-array';

/** @typedef {import('./types.d.ts').Built} Built */

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
/** @param {number} share */
const percent = (share) => `${(100 * share).toFixed(1)} %`;

/** @param {string} kind @param {Built[]} maps */
function row(kind, maps) {
  const largest = max(maps, (map) => map.gzipped) ?? 0;
  return {
    kind,
    maps: maps.length,
    raw: kilobytes(sum(maps, (map) => map.raw)),
    'gzip median': kilobytes(median(maps, (map) => map.gzipped) ?? 0),
    'gzip max': `${kilobytes(largest)} ${maps.find((map) => map.gzipped === largest)?.slug ?? ''}`,
    'on land': percent(sum(maps, (map) => map.inside) / Math.max(1, sum(maps, (map) => map.places))),
  };
}

/** @param {Built[]} maps @returns {object[]} rows for console.table */
export function rows(maps) {
  const kinds = ['world', 'continent', 'country', 'region'];
  return [...kinds.map((kind) => row(kind, maps.filter((map) => map.kind === kind))), row('all', maps)];
}

/** @param {Built[]} maps @returns {string[]} what a reader of the table should know besides */
export function remarks(maps) {
  const list = (/** @type {Built[]} */ some) => some.map((map) => map.slug).join(' ') || 'none';
  const off = maps.filter((map) => map.inside < 0.8 * map.places && !map.fallback);
  const named = off.map((map) => `${map.slug} ${percent(map.inside / map.places)}`).join(', ');
  return [
    `Country's outline in place of a region's: ${list(maps.filter((map) => map.fallback === 'country'))}`,
    `No land: ${list(maps.filter((map) => map.fallback === 'none'))}`,
    `No inner borders, divisions do not match: ${list(maps.filter((map) => map.kind === 'country' && !map.bordered))}`,
    `Under 80 % of the places on land: ${named || 'none'}`,
  ];
}
