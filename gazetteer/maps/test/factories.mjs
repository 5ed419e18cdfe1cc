/** Makes small fictional divisions, places and polygons for the tests. */

/** @typedef {import('../types.d.ts').Division} Division */
/** @typedef {import('../types.d.ts').Place} Place */
/** @typedef {import('../types.d.ts').Point} Point */
/** @typedef {import('../types.d.ts').Ring} Ring */
/** @typedef {import('../types.d.ts').RegionPolygon} RegionPolygon */

/** @param {number} west @param {number} south @param {number} size degrees @returns {Ring} clockwise, closed */
export function square(west, south, size) {
  return [[west, south], [west, south + size], [west + size, south + size], [west + size, south], [west, south]];
}

/** @param {string} country @param {string} code @param {...Ring} rings each becomes a polygon @returns {Division} */
export function division(country, code, ...rings) {
  return { country, code, polygons: rings.map((ring) => [ring]) };
}

/** @param {string} region such as `FR.11` @param {Point} point @returns {Place} */
export function place(region, point) {
  return { country: region.slice(0, 2), region, point };
}

/** @param {Ring} ring @param {Partial<RegionPolygon>} rest @returns {RegionPolygon} */
export function regionPolygon(ring, rest = {}) {
  const size = ring[2][0] - ring[0][0];
  const steradians = (size * Math.PI) ** 2 / 180 ** 2;
  /** @type {Point} */
  const centre = [ring[0][0] + size / 2, ring[0][1] + size / 2];
  return { country: 'AA', code: 'AA.1', rings: [ring], landmassId: ring[0][0], places: 0, steradians, centre, radius: size, ...rest };
}
