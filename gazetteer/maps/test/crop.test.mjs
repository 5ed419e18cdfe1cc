import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { belongs, crop } from '../crop.mjs';
import { square, unit } from './cast.mjs';

const mainland = unit(square(0, 45, 6), { places: 100 });

describe('crop', () => {
  it('keeps what holds a place, however far', () => {
    const island = unit(square(-30, 38, 0.1), { places: 1 });
    assert.deepEqual(crop([mainland, island]), [mainland, island]);
  });

  it('drops an empty island far away', () => {
    const island = unit(square(70, -49, 0.1));
    assert.deepEqual(crop([mainland, island]), [mainland]);
  });

  it('keeps an empty island inside the box of the rest', () => {
    const corsica = unit(square(9, 42, 0.5), { places: 5 });
    const islet = unit(square(8.5, 43, 0.05));
    assert.deepEqual(new Set(crop([mainland, corsica, islet])), new Set([mainland, corsica, islet]));
  });

  it('keeps a large empty island outside of it', () => {
    const ellesmere = unit(square(0, 55, 3));
    assert.ok(crop([mainland, ellesmere]).includes(ellesmere));
  });

  it('follows a chain of islands', () => {
    const [near, next] = [unit(square(3, 51.2, 0.1)), unit(square(3, 51.6, 0.1))];
    assert.equal(crop([mainland, near, next]).length, 3);
    assert.equal(crop([mainland, next]).length, 1, 'the second is out of reach without the first');
  });

  it('keeps an empty region joined to an inhabited one', () => {
    const north = unit(square(0, 51, 0.1), { landmass: mainland.landmass });
    assert.ok(crop([mainland, north, unit(square(70, -49, 0.1))]).includes(north));
  });
});

describe('belongs', () => {
  /** @type {import('../types.d.ts').QuizArea} */
  const europe = { slug: 'europe', kind: 'continent', countries: ['FR'], regions: ['RU.48'] };

  it('takes whole countries and single regions of others', () => {
    assert.ok(belongs(europe, { country: 'FR', code: 'FR.11' }));
    assert.ok(belongs(europe, { country: 'RU', code: 'RU.48' }));
    assert.ok(!belongs(europe, { country: 'RU', code: 'RU.44' }));
  });

  it("takes only its region for a region's quiz, though the country is named too", () => {
    /** @type {import('../types.d.ts').QuizArea} */
    const california = { slug: 'us-ca', kind: 'region', countries: ['US'], regions: ['US.CA'] };
    assert.ok(belongs(california, { country: 'US', code: 'US.CA' }));
    assert.ok(!belongs(california, { country: 'US', code: 'US.NV' }));
  });
});
