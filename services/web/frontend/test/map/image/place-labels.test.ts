import { expect } from "chai";
import { placeLabels, type LabelledDot } from "../../../src/map/image/place-labels";

const size = { width: 300, height: 300 };
const dot = (x: number, y: number, radius = 5): LabelledDot => ({ x, y, radius, width: 60, height: 14 });

describe("placeLabels", () => {
  it("puts a name to the right of its dot", () => {
    expect(placeLabels([dot(100, 100)], size, 9)).to.deep.equal([{ index: 0, x: 108, y: 100 }]);
  });

  it("puts it to the left at the right edge, and below in a narrow image at the top edge", () => {
    expect(placeLabels([dot(280, 100)], size, 9)[0]?.x).to.equal(280 - 8 - 60);
    expect(placeLabels([dot(50, 10)], { width: 100, height: 300 }, 9)).to.deep.equal([{ index: 0, x: 20, y: 25 }]);
  });

  it("lets no two names overlap", () => {
    const labels = placeLabels([dot(100, 100), dot(170, 100)], size, 9);
    expect(labels.map(({ index }) => index)).to.deep.equal([0, 1]);
    expect(labels[0]?.x).to.equal(100 - 8 - 60); // to the right it would hide the other dot
    expect(labels[1]?.x).to.equal(178);
  });

  it("omits a name that would hide a larger dot", () => {
    const crowd = [dot(100, 100, 40), dot(100, 100, 1)];
    expect(placeLabels(crowd, size, 9).map(({ index }) => index)).to.deep.equal([0]);
  });

  it("stops at the maximum number of names, largest first", () => {
    const row = [20, 80, 140, 200].map((y) => dot(20, y));
    expect(placeLabels(row, size, 2).map(({ index }) => index)).to.deep.equal([0, 1]);
  });
});
