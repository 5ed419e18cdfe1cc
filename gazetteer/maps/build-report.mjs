/** The report at the end of the map build: sizes of the maps, and the share of places on land. */
import { median, max, sum } from 'd3-array';

/** @typedef {import('./types.d.ts').FinishedMap} FinishedMap */

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
/** @param {number} share */
const percent = (share) => `${(100 * share).toFixed(1)} %`;

/** @param {string} kind @param {FinishedMap[]} maps */
function tableRow(kind, maps) {
  const largest = max(maps, (map) => map.gzippedBytes) ?? 0;
  return {
    kind,
    maps: maps.length,
    raw: kilobytes(sum(maps, (map) => map.rawBytes)),
    'gzip median': kilobytes(median(maps, (map) => map.gzippedBytes) ?? 0),
    'gzip max': `${kilobytes(largest)} ${maps.find((map) => map.gzippedBytes === largest)?.slug ?? ''}`,
    'on land': percent(sum(maps, (map) => map.placesOnLand) / Math.max(1, sum(maps, (map) => map.places))),
  };
}

/** @param {FinishedMap[]} maps @returns {object[]} rows for console.table */
export function tableRows(maps) {
  const kinds = ['world', 'continent', 'country', 'region'];
  return [...kinds.map((kind) => tableRow(kind, maps.filter((map) => map.kind === kind))), tableRow('all', maps)];
}

/** @param {FinishedMap[]} maps @returns {string[]} the incomplete maps, one line for each kind of problem */
export function problems(maps) {
  const slugs = (/** @type {FinishedMap[]} */ affected) => affected.map((map) => map.slug).join(' ') || 'none';
  const atSea = maps.filter((map) => map.placesOnLand < 0.8 * map.places && !map.fallback);
  const atSeaShares = atSea.map((map) => `${map.slug} ${percent(map.placesOnLand / map.places)}`).join(', ');
  return [
    `Regions without a polygon, drawn as their country: ${slugs(maps.filter((map) => map.fallback === 'country'))}`,
    `Without land: ${slugs(maps.filter((map) => map.fallback === 'none'))}`,
    `Without inner borders, because divisions do not match: ${slugs(maps.filter((map) => map.kind === 'country' && !map.hasInnerBorders))}`,
    `Less than 80 % of the places on land: ${atSeaShares || 'none'}`,
  ];
}
