import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { belongsTo, selectLand } from '../select-land.mjs';
import { regionPolygon, square } from './factories.mjs';

const mainland = regionPolygon(square(0, 45, 6), { places: 100 });

describe('the selected land', () => {
  it('includes land with a place at any distance', () => {
    const island = regionPolygon(square(-30, 38, 0.1), { places: 1 });
    assert.deepEqual(selectLand([mainland, island]), [mainland, island]);
  });

  it('excludes a far island without places', () => {
    const island = regionPolygon(square(70, -49, 0.1));
    assert.deepEqual(selectLand([mainland, island]), [mainland]);
  });

  it('includes an island without places inside the box of the main land', () => {
    const inhabitedIsland = regionPolygon(square(9, 42, 0.5), { places: 5 });
    const islet = regionPolygon(square(8.5, 43, 0.05));
    assert.deepEqual(new Set(selectLand([mainland, inhabitedIsland, islet])), new Set([mainland, inhabitedIsland, islet]));
  });

  it('includes a large island without places outside the box of the main land', () => {
    const largeIsland = regionPolygon(square(0, 55, 3));
    assert.ok(selectLand([mainland, largeIsland]).includes(largeIsland));
  });

  it('includes islands that continue a chain', () => {
    const [near, next] = [regionPolygon(square(3, 51.2, 0.1)), regionPolygon(square(3, 51.6, 0.1))];
    assert.equal(selectLand([mainland, near, next]).length, 3);
    assert.equal(selectLand([mainland, next]).length, 1, 'without the near island, the next one is too far away');
  });

  it('includes a region without places that is joined to one with places', () => {
    const north = regionPolygon(square(0, 51, 0.1), { landmassId: mainland.landmassId });
    assert.ok(selectLand([mainland, north, regionPolygon(square(70, -49, 0.1))]).includes(north));
  });
});

describe('the polygons of a quiz', () => {
  /** @type {import('../types.d.ts').QuizArea} */
  const europe = { slug: 'europe', kind: 'continent', countries: ['FR'], regions: ['RU.48'] };

  it('are those of its countries, and of its regions of other countries', () => {
    assert.ok(belongsTo(europe, { country: 'FR', code: 'FR.11' }));
    assert.ok(belongsTo(europe, { country: 'RU', code: 'RU.48' }));
    assert.ok(!belongsTo(europe, { country: 'RU', code: 'RU.44' }));
  });

  it("are only those of the region for a region's quiz, although it has a country too", () => {
    /** @type {import('../types.d.ts').QuizArea} */
    const california = { slug: 'us-ca', kind: 'region', countries: ['US'], regions: ['US.CA'] };
    assert.ok(belongsTo(california, { country: 'US', code: 'US.CA' }));
    assert.ok(!belongsTo(california, { country: 'US', code: 'US.NV' }));
  });
});
