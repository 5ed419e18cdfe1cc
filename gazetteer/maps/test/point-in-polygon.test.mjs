import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PolygonIndex } from '../point-in-polygon.mjs';
import { square } from './factories.mjs';

describe('the index of polygons', () => {
  const index = new PolygonIndex([[square(0, 0, 10), square(4, 4, 2)], [square(20, 0, 1)]], 1, 0.5);

  it('finds the polygon that contains a point', () => {
    assert.equal(index.containing([1, 1]), 0);
    assert.equal(index.containing([20.5, 0.5]), 1);
  });

  it('finds no polygon for a point in a hole or outside', () => {
    assert.equal(index.containing([5, 5]), -1);
    assert.equal(index.containing([15, 5]), -1);
  });

  it('finds the nearest polygon within the maximum distance', () => {
    assert.equal(index.nearest([21.2, 1.1]), 1);
    assert.equal(index.nearest([22, 2]), -1);
  });
});
