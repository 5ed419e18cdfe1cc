import { expect } from "chai";
import { projectMap } from "../../src/map/projected-map";
import type { MapFile } from "../../src/map/map-file";

/** A square of ten degrees around latitude 0, longitude 0. */
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

describe("projectMap", () => {
  it("fits the quiz's land into the view box with a margin", () => {
    const projected = projectMap(square);
    const [x, y, width, height] = projected.viewBox;
    const middle = projected.point(0, 0);
    expect(middle?.[0]).to.be.closeTo(x + width / 2, 1);
    expect(middle?.[1]).to.be.closeTo(y + height / 2, 1);
    expect(projected.point(-5, 0)?.[0]).to.be.greaterThan(x);
  });

  it("omits empty layers", () => {
    expect(projectMap(square).layers.map(({ name }) => name)).to.deep.equal(["graticule", "land"]);
  });

  it("puts Alaska and Hawaii into the insets of the US map, and cannot show Guam", () => {
    const projected = projectMap({ ...square, projection: { type: "albersUsa" } });
    expect(projected.point(-149.9, 61.2)?.[1]).to.be.greaterThan(450);
    expect(projected.point(-157.9, 21.3)?.[1]).to.be.greaterThan(450);
    expect(projected.point(144.8, 13.5)).to.equal(null);
  });
});
