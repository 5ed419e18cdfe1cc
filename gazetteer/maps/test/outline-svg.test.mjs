import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outlineOf, sprite } from '../outline-svg.mjs';
import { square } from './factories.mjs';

/** @typedef {import('../types.d.ts').Ring} Ring */

/** @type {Ring} */
const star = Array.from({ length: 401 }, (_, i) => {
  const radius = i % 2 && i < 400 ? 300 : 500;
  return [radius * Math.cos((i % 400) / 63.66), radius * Math.sin((i % 400) / 63.66)];
});

describe('the outline', () => {
  it('fills the square with a margin', () => {
    assert.equal(outlineOf([[square(0, 0, 1000)]], 300), 'M2 2l0 96 96 0 0-96z');
  });

  it('is simplified until it is short enough', () => {
    const path = outlineOf([[star]], 200);
    assert.ok(path.length > 50 && path.length <= 200, path);
  });

  it('draws tiny islands as visible squares', () => {
    const path = outlineOf([[square(0, 0, 5)], [square(500, 990, 5)]], 300);
    assert.equal(path.match(/h2v2h-2z/g)?.length, 2);
  });

  it('is empty without land', () => {
    assert.equal(outlineOf([], 300), '');
  });
});

describe('the sprite', () => {
  it('has one symbol for each quiz', () => {
    const svg = sprite([{ slug: 'fr', outline: 'M0 0l1 1z' }]);
    assert.match(svg, /<symbol id="fr" viewBox="0 0 100 100" fill="currentColor"><path d="M0 0l1 1z"\/><\/symbol>/);
  });
});
