import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { initialViewOf } from '../initial-view.mjs';
import { regionPolygon, square } from './factories.mjs';

describe('the initial view', () => {
  const mainland = regionPolygon(square(-75, -30, 5), { places: 300 });

  it('leaves out a far island with few places', () => {
    const farIsland = regionPolygon(square(-109, -27, 0.1), { places: 1 });
    assert.deepEqual(initialViewOf([mainland, farIsland]), [mainland]);
  });

  it('includes a far island with many places', () => {
    const farIsland = regionPolygon(square(-109, -27, 0.1), { places: 60 });
    assert.equal(initialViewOf([mainland, farIsland]).length, 2);
  });

  it('includes a far island that is a large part of the land', () => {
    const largeIsland = regionPolygon(square(-90, -27, 3), { places: 1 });
    assert.equal(initialViewOf([mainland, largeIsland]).length, 2);
  });

  it('includes a near island without places, because leaving it out saves no space', () => {
    assert.equal(initialViewOf([mainland, regionPolygon(square(-69.5, -28, 0.1))]).length, 2);
  });
});
