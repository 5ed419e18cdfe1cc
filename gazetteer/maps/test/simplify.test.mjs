import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { simplifyAll, simplifyArc } from '../simplify.mjs';

/** @param {number[][]} points */
const withWeights = (points) => points.map(([x, y], i) => [x, y, i === 0 || i === points.length - 1 ? Infinity : 1]);

describe('simplification', () => {
  it('drops points below the threshold and keeps both ends', () => {
    assert.deepEqual(simplifyArc(withWeights([[0, 0], [1, 1], [2, 0]]), 2), [[0, 0], [2, 0]]);
  });

  it('keeps enough points of a tiny island for a polygon', () => {
    const ring = simplifyArc(withWeights([[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]), 100);
    assert.equal(ring.length, 5);
  });

  it('simplifies all arcs of a topology', () => {
    const topology = { type: 'Topology', objects: {}, arcs: [[[0, 0], [5, 0.1], [10, 0]]] };
    assert.deepEqual(simplifyAll(topology, 1).arcs, [[[0, 0], [10, 0]]]);
  });
});
