import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { thinAll, thinArc } from '../thin.mjs';

/** @param {number[][]} points */
const weigh = (points) => points.map(([x, y], i) => [x, y, i === 0 || i === points.length - 1 ? Infinity : 1]);

describe('thinning', () => {
  it('drops what is below the threshold and keeps the ends', () => {
    assert.deepEqual(thinArc(weigh([[0, 0], [1, 1], [2, 0]]), 2), [[0, 0], [2, 0]]);
  });

  it('leaves enough of a tiny island to be a polygon', () => {
    const ring = thinArc(weigh([[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]), 100);
    assert.equal(ring.length, 5);
  });

  it('works on a whole topology', () => {
    const topology = { type: 'Topology', objects: {}, arcs: [[[0, 0], [5, 0.1], [10, 0]]] };
    assert.deepEqual(thinAll(topology, 1).arcs, [[[0, 0], [10, 0]]]);
  });
});
