import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agreementByCountry, assignCodes, majority } from '../assign.mjs';
import { division, place, square } from './cast.mjs';

const here = square(0, 0, 1);
/** @param {string} region @param {number} times */
const places = (region, times) => Array.from({ length: times }, () => place(region, [0.5, 0.5]));

describe('the code of a division', () => {
  it('is the one most places inside have', () => {
    const inside = [[...places('FR.11', 3), ...places('FR.24', 1)]];
    assert.deepEqual(assignCodes([division('FR', 'FR.A8', here)], inside), [{ country: 'FR', code: 'FR.11' }]);
  });

  it("is the source's own where no place is", () => {
    assert.deepEqual(assignCodes([division('CA', 'CA.14', here)], [[]]), [{ country: 'CA', code: 'CA.14' }]);
  });

  it("is empty where the source's own is of no use", () => {
    const codes = assignCodes([division('XK', '-101', here), division('CY', 'CY.', here)], [[], []]);
    assert.deepEqual(codes.map(({ code }) => code), ['', '']);
  });

  it('moves to another country with enough places', () => {
    assert.equal(assignCodes([division('RU', 'RU.20', here), division('UA', '', here)], [places('UA.11', 3), []])[0].country, 'UA');
  });

  it('stays for one or two places, which are errors along the border', () => {
    const codes = assignCodes([division('SI', 'SI.1', here), division('IT', '', here)], [places('IT.36', 2), []]);
    assert.deepEqual(codes[0], { country: 'SI', code: 'SI.1' });
  });

  it('moves for a single place to a country that has no polygon of its own', () => {
    assert.deepEqual(assignCodes([division('FR', 'FR.', here)], [places('GP.GP', 1)]), [{ country: 'GP', code: 'GP.GP' }]);
  });
});

describe('majority', () => {
  it('takes the first in the alphabet of equals, in whatever order they came', () => {
    assert.equal(majority(new Map([['b', 2], ['a', 2]])), 'a');
  });

  it('is empty for nothing', () => {
    assert.equal(majority(new Map()), '');
  });
});

describe('agreement', () => {
  it('is the share of places in a polygon of their own region', () => {
    const assigned = [{ country: 'KE', code: 'KE.05' }];
    const inside = [[...places('KE.05', 1), ...places('KE.30', 3)]];
    assert.equal(agreementByCountry(assigned, inside).get('KE'), 0.25);
  });
});
