import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cleanAntimeridian } from '../antimeridian.mjs';

/** @typedef {import('../types.d.ts').Ring} Ring */

describe('the cut at 180°', () => {
  it('becomes exactly 180°, without points inside it', () => {
    /** @type {Ring} */
    const ring = [[170, 60], [170, 70], [179.9999999, 70], [179.9999999, 67], [180, 64], [180, 60], [170, 60]];
    assert.deepEqual(cleanAntimeridian(ring), [[170, 60], [170, 70], [180, 70], [180, 60], [170, 60]]);
  });

  it('is cleaned if the ring begins on it', () => {
    /** @type {Ring} */
    const ring = [[-180, 65], [-180, 68], [-170, 66], [-180, 62], [-180, 65]];
    assert.deepEqual(cleanAntimeridian(ring), [[-180, 68], [-170, 66], [-180, 62], [-180, 68]]);
  });

  it('leaves other rings unchanged', () => {
    /** @type {Ring} */
    const ring = [[0, 0], [0, 1], [1, 1], [0, 0]];
    assert.equal(cleanAntimeridian(ring), ring);
  });
});
