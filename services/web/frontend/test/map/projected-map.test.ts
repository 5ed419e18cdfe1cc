import { expect } from "chai";
import { projectMap } from "../../src/map/projected-map";
import type { MapFile } from "../../src/map/map-file";

/** A square of ten degrees around the meeting of equator and prime meridian. */
const square: MapFile = {
  type: "Topology",
  arcs: [
    [
      [-5, -5],
      [-5, 5],
      [5, 5],
      [5, -5],
      [-5, -5],
    ],
  ],
  objects: { land: { type: "Polygon", arcs: [[0]] } },
  projection: { type: "azimuthalEqualArea", rotate: [0, 0, 0] },
};

describe("makePlane", () => {
  it("fits the quiz's land into the frame, with a margin", () => {
    const plane = projectMap(square);
    const [x, y, width, height] = plane.viewBox;
    const middle = plane.point(0, 0);
    expect(middle?.[0]).to.be.closeTo(x + width / 2, 1);
    expect(middle?.[1]).to.be.closeTo(y + height / 2, 1);
    expect(plane.point(-5, 0)?.[0]).to.be.greaterThan(x);
  });

  it("leaves out layers without a shape", () => {
    expect(projectMap(square).layers.map(({ name }) => name)).to.deep.equal(["graticule", "land"]);
  });

  it("puts Alaska and Hawaii into the US map's insets, and Guam nowhere", () => {
    const plane = projectMap({ ...square, projection: { type: "albersUsa" } });
    expect(plane.point(-149.9, 61.2)?.[1]).to.be.greaterThan(450);
    expect(plane.point(-157.9, 21.3)?.[1]).to.be.greaterThan(450);
    expect(plane.point(144.8, 13.5)).to.equal(null);
  });
});
