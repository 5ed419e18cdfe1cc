import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { extremePoints, PolygonIndex } from '../point-in-polygon.mjs';
import { square } from './factories.mjs';

describe('the polygon of a point', () => {
  const index = new PolygonIndex([[square(0, 0, 10), square(4, 4, 2)], [square(20, 0, 1)]], 1, 0.5);

  it('is the one that contains it', () => {
    assert.equal(index.containing([1, 1]), 0);
    assert.equal(index.containing([20.5, 0.5]), 1);
  });

  it('is none for a point in a hole or outside', () => {
    assert.equal(index.containing([5, 5]), -1);
    assert.equal(index.containing([15, 5]), -1);
  });

  it('is with `nearest` the nearest one within the maximum distance', () => {
    assert.equal(index.nearest([21.2, 1.1]), 1);
    assert.equal(index.nearest([22, 2]), -1);
  });
});

describe('the extreme points', () => {
  it('are the points on the sides of the box', () => {
    assert.deepEqual(extremePoints([[0, 5], [5, 0], [10, 6], [6, 10], [5, 5]]), [[0, 5], [5, 0], [10, 6], [6, 10]]);
  });
});
