import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agreementByCountry, assignCodes, mostFrequent } from '../region-codes.mjs';
import { division, place, square } from './factories.mjs';

const anySquare = square(0, 0, 1);
/** @param {string} region @param {number} times */
const places = (region, times) => Array.from({ length: times }, () => place(region, [0.5, 0.5]));

describe('a division', () => {
  it('has the code of most places inside', () => {
    const inside = [[...places('FR.11', 3), ...places('FR.24', 1)]];
    assert.deepEqual(assignCodes([division('FR', 'FR.A8', anySquare)], inside), [{ country: 'FR', code: 'FR.11' }]);
  });

  it("has the source's code if there are no places inside", () => {
    assert.deepEqual(assignCodes([division('CA', 'CA.14', anySquare)], [[]]), [{ country: 'CA', code: 'CA.14' }]);
  });

  it("has an empty code if the source's code is unusable", () => {
    const codes = assignCodes([division('XK', '-101', anySquare), division('CY', 'CY.', anySquare)], [[], []]);
    assert.deepEqual(codes.map(({ code }) => code), ['', '']);
  });

  it('is in another country if enough places inside are there', () => {
    assert.equal(assignCodes([division('RU', 'RU.20', anySquare), division('UA', '', anySquare)], [places('UA.11', 3), []])[0].country, 'UA');
  });

  it('stays in its country if only one or two places inside are in another one, which are errors along the border', () => {
    const codes = assignCodes([division('SI', 'SI.1', anySquare), division('IT', '', anySquare)], [places('IT.36', 2), []]);
    assert.deepEqual(codes[0], { country: 'SI', code: 'SI.1' });
  });

  it('is in a country that the source does not have if a single place inside is there', () => {
    assert.deepEqual(assignCodes([division('FR', 'FR.', anySquare)], [places('GP.GP', 1)]), [{ country: 'GP', code: 'GP.GP' }]);
  });
});

describe('the most frequent key', () => {
  it('is the first in the alphabet among equals, in any order', () => {
    assert.equal(mostFrequent(new Map([['b', 2], ['a', 2]])), 'a');
  });

  it('is empty without keys', () => {
    assert.equal(mostFrequent(new Map()), '');
  });
});

describe('agreement', () => {
  it('is the share of places in a polygon of their own region', () => {
    const assigned = [{ country: 'KE', code: 'KE.05' }];
    const inside = [[...places('KE.05', 1), ...places('KE.30', 3)]];
    assert.equal(agreementByCountry(assigned, inside).get('KE'), 0.25);
  });
});
