import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { extremes, PolygonIndex } from '../inside.mjs';
import { square } from './cast.mjs';

describe('the polygon of a point', () => {
  const index = new PolygonIndex([[square(0, 0, 10), square(4, 4, 2)], [square(20, 0, 1)]], 1, 0.5);

  it('is the one around it', () => {
    assert.equal(index.find([1, 1]), 0);
    assert.equal(index.find([20.5, 0.5]), 1);
  });

  it('is none in a hole or outside', () => {
    assert.equal(index.find([5, 5]), -1);
    assert.equal(index.find([15, 5]), -1);
  });

  it('is the nearest in reach, if asked for', () => {
    assert.equal(index.nearest([21.2, 1.1]), 1);
    assert.equal(index.nearest([22, 2]), -1);
  });
});

describe('extremes', () => {
  it('are the points that touch the box', () => {
    assert.deepEqual(extremes([[0, 5], [5, 0], [10, 6], [6, 10], [5, 5]]), [[0, 5], [5, 0], [10, 6], [6, 10]]);
  });
});
