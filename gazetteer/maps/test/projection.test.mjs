import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LONG_SIDE, planeOf, worldPlane } from '../projection.mjs';
import { regionPolygon, square } from './factories.mjs';

describe('the plane of an area across 180°', () => {
  const fiji = [regionPolygon(square(177, -18, 1)), regionPolygon(square(-180, -17, 1))];
  const plane = planeOf(fiji);

  it('is centred between both halves', () => {
    const [lambda, phi] = plane.projection.rotate ?? [0, 0];
    assert.ok(Math.abs(lambda + 179) < 0.2, String(lambda));
    assert.ok(Math.abs(phi - 17) < 0.2, String(phi));
  });

  it('has an initial view with the length of the long side', () => {
    const [west, north, east, south] = plane.initialView;
    assert.ok(Math.abs(Math.max(east - west, south - north) - LONG_SIDE) < 1e-6);
  });

  it('inverts to longitudes without a jump', () => {
    const [x] = plane.invert(plane.project([-179, -16.5], -179.5));
    assert.ok(Math.abs(x - 181) < 1e-6 || Math.abs(x + 179) < 1e-6);
    const [other] = plane.invert(plane.project([177, -17.5], 177.5));
    assert.ok(Math.abs(x - other) < 10, `${x} and ${other}`);
  });
});

describe('the plane of the world', () => {
  const { project, invert } = worldPlane();

  it('shows Chukotka in the east and Alaska in the west', () => {
    assert.ok(project([-170, 66], -175)[0] > 0);
    assert.ok(project([-166, 65], -150)[0] < 0);
  });

  it('keeps an island on the edge in one piece', () => {
    const [a, b] = [project([-168.2, 53], -168.4), project([-168.8, 53], -168.4)];
    assert.ok(Math.abs(a[0] - b[0]) < 5);
  });

  it('inverts its projection', () => {
    const [lon, lat] = invert(project([100, 60], 100));
    assert.ok(Math.abs(lon - 100) < 1e-6 && Math.abs(lat - 60) < 1e-6);
  });
});
