import { expect } from "chai";
import { placeLabels, type LabelledDot } from "../../../src/map/image/place-labels";

const sheet = { width: 300, height: 300 };
const spot = (x: number, y: number, radius = 5): LabelledDot => ({ x, y, radius, width: 60, height: 14 });

describe("placeLabels", () => {
  it("puts a name to the right of its dot", () => {
    expect(placeLabels([spot(100, 100)], sheet, 9)).to.deep.equal([{ index: 0, x: 108, y: 100 }]);
  });

  it("puts it to the left at the right edge, and below at the top in the middle of a narrow sheet", () => {
    expect(placeLabels([spot(280, 100)], sheet, 9)[0]?.x).to.equal(280 - 8 - 60);
    expect(placeLabels([spot(50, 10)], { width: 100, height: 300 }, 9)).to.deep.equal([{ index: 0, x: 20, y: 25 }]);
  });

  it("puts no name over another", () => {
    const labels = placeLabels([spot(100, 100), spot(170, 100)], sheet, 9);
    expect(labels.map(({ index }) => index)).to.deep.equal([0, 1]);
    expect(labels[0]?.x).to.equal(100 - 8 - 60); // to the right, it would hide the other's dot
    expect(labels[1]?.x).to.equal(178);
  });

  it("leaves a name out rather than hide a larger dot", () => {
    const crowd = [spot(100, 100, 40), spot(100, 100, 1)];
    expect(placeLabels(crowd, sheet, 9).map(({ index }) => index)).to.deep.equal([0]);
  });

  it("names no more than asked, the largest first", () => {
    const row = [20, 80, 140, 200].map((y) => spot(20, y));
    expect(placeLabels(row, sheet, 2).map(({ index }) => index)).to.deep.equal([0, 1]);
  });
});
