import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { geoArea } from 'd3-geo';
import { feature } from 'topojson-client';
import { buildWorldPolygons } from '../region-polygons.mjs';
import { drawQuizMap } from '../quiz-map.mjs';
import { division, place, square } from './factories.mjs';

/** @typedef {import('../types.d.ts').QuizArea} QuizArea */
/** @typedef {import('../types.d.ts').Ring} Ring */

/** @param {Ring} ring @returns {Ring} */
const reversed = (ring) => [...ring].reverse();

// Country AA has two regions, the first of them with two divisions. The ring of its neighbour BB has the wrong orientation.
const places = [place('AA.1', [0.5, 0.5]), place('AA.1', [1.5, 0.5]), place('AA.2', [0.5, 1.5]), place('BB.1', [2.5, 0.5])];
const divisions = [
  division('AA', '', square(0, 0, 1)),
  division('AA', '', square(1, 0, 1)),
  division('AA', '', square(0, 1, 1)),
  division('BB', '', reversed(square(2, 0, 1))),
];
const world = buildWorldPolygons(divisions, [], places);

/** @param {Partial<QuizArea>} quiz */
function draw(quiz) {
  const area = /** @type {QuizArea} */ ({ slug: 'aa', kind: 'country', countries: ['AA'], regions: [], ...quiz });
  return drawQuizMap(area, world, places.filter(({ country }) => country === 'AA').map(({ point }) => point));
}

/** @param {any} topology @param {string} name @returns {Ring[][]} */
const polygonsOf = (topology, name) => /** @type {any} */ (feature(topology, topology.objects[name])).geometry.coordinates;

describe('the polygons of the world', () => {
  it('are dissolved from the divisions of each region', () => {
    assert.deepEqual(world.regions.map(({ code }) => code).sort(), ['AA.1', 'AA.2', 'BB.1']);
  });

  it('have the same landmass number if they touch within a country', () => {
    const byCode = new Map(world.regions.map((polygon) => [polygon.code, polygon.landmassId]));
    assert.equal(byCode.get('AA.1'), byCode.get('AA.2'));
    assert.notEqual(byCode.get('AA.1'), byCode.get('BB.1'));
  });
});

describe('the map of a country', () => {
  const { topology, placesOnLand, hasInnerBorders, fallback, outline } = draw({});

  it('has the land as one polygon, an inner border, and the neighbour', () => {
    assert.equal(polygonsOf(topology, 'land').length, 1);
    assert.equal(/** @type {any} */ (feature(topology, topology.objects.borders)).geometry.coordinates.length, 1);
    assert.equal(polygonsOf(topology, 'context').length, 1);
    assert.ok(hasInnerBorders && !fallback && outline);
  });

  it('orients every ring so that d3 fills its inside', () => {
    for (const name of ['land', 'context']) {
      for (const coordinates of polygonsOf(topology, name)) assert.ok(geoArea({ type: 'Polygon', coordinates }) < 0.01);
    }
  });

  it('is quantised to whole numbers', () => {
    assert.ok(topology.arcs.flat(2).every(Number.isInteger));
  });

  it('counts the places on land', () => {
    assert.equal(placesOnLand, 3);
  });

  it('is the same in each build', () => {
    assert.equal(JSON.stringify(draw({}).topology), JSON.stringify(topology));
  });
});

describe('the map of a region', () => {
  it('has the land of the region, with the rest of the country as context', () => {
    const { topology } = draw({ kind: 'region', regions: ['AA.2'] });
    assert.equal(polygonsOf(topology, 'context').length, 1);
    assert.deepEqual(topology.objects.borders, { type: 'MultiLineString', arcs: [] });
  });

  it("is the map of the country if the region has no polygon, with the region's places in view", () => {
    const { fallback, topology } = draw({ kind: 'region', regions: ['AA.9'] });
    assert.equal(fallback, 'country');
    assert.deepEqual(topology.focus.coordinates[0], [0.5, 0.5]);
  });
});

describe('the map of a country without polygons', () => {
  it('has no land, but a valid projection', () => {
    const { topology, fallback } = draw({ countries: ['ZZ'] });
    assert.equal(fallback, 'none');
    assert.equal(polygonsOf(topology, 'land').length, 0);
    assert.ok(topology.projection.rotate.every(Number.isFinite));
  });
});
