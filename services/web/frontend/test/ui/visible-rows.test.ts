import { expect } from "chai";
import { visibleRows } from "../../src/ui/visible-rows";

describe("visibleRows", () => {
  it("covers the rows in view and a margin", () => {
    expect(visibleRows(5_000, 44, 4_400, 440)).to.deep.equal({ first: 92, end: 118 });
  });

  it("stays within a short list", () => {
    expect(visibleRows(3, 44, 0, 440)).to.deep.equal({ first: 0, end: 3 });
  });

  it("is empty if the list shrank to end above the scroll position", () => {
    expect(visibleRows(2, 44, 44_000, 440)).to.deep.equal({ first: 2, end: 2 });
  });
});
