import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { focusOf } from '../focus.mjs';
import { square, unit } from './cast.mjs';

describe('the first view', () => {
  const mainland = unit(square(-75, -30, 5), { places: 300 });

  it('leaves out a far island with hardly a place', () => {
    const easter = unit(square(-109, -27, 0.1), { places: 1 });
    assert.deepEqual(focusOf([mainland, easter]), [mainland]);
  });

  it('keeps a far island with many', () => {
    const canaries = unit(square(-109, -27, 0.1), { places: 60 });
    assert.equal(focusOf([mainland, canaries]).length, 2);
  });

  it('keeps a far island that is a good part of the land', () => {
    const principe = unit(square(-90, -27, 3), { places: 1 });
    assert.equal(focusOf([mainland, principe]).length, 2);
  });

  it('keeps a near island though it is empty: nothing is won without it', () => {
    assert.equal(focusOf([mainland, unit(square(-69.5, -28, 0.1))]).length, 2);
  });
});
