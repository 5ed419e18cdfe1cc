import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { boxContains, boxesOverlap, boxOf, boxUnion, extremePoints } from '../box.mjs';

/** @typedef {import('../types.d.ts').Box} Box */

/** @type {Box} */
const box = [0, 0, 10, 10];

describe('a box', () => {
  it('is the smallest one around its points', () => {
    assert.deepEqual(boxOf([[3, 10], [0, 4], [10, 0]]), box);
  });

  it('contains boxes inside it, and itself', () => {
    assert.ok(boxContains(box, [1, 1, 9, 9]));
    assert.ok(boxContains(box, box));
    assert.ok(!boxContains(box, [1, 1, 9, 11]));
  });

  it('overlaps boxes that share a part or a side with it', () => {
    assert.ok(boxesOverlap(box, [9, 9, 20, 20]));
    assert.ok(boxesOverlap(box, [10, 0, 20, 10]));
    assert.ok(!boxesOverlap(box, [11, 0, 20, 10]));
    assert.ok(!boxesOverlap(box, [0, -5, 10, -1]));
  });

  it('has a union with another box', () => {
    assert.deepEqual(boxUnion(box, [5, -5, 6, 20]), [0, -5, 10, 20]);
  });
});

describe('the extreme points', () => {
  it('are the points on the sides of the box', () => {
    assert.deepEqual(extremePoints([[0, 5], [5, 0], [10, 6], [6, 10], [5, 5]]), [[0, 5], [5, 0], [10, 6], [6, 10]]);
  });
});
