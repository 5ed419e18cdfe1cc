import { expect } from "chai";
import { delta, printOf, startWith } from "../../src/game/sent";

describe("what has to be sent", () => {
  it("is told by a print of a few letters", () => {
    const many = Array.from({ length: 20_000 }, (_, i) => 5_000_000 + i);
    expect(printOf(many)).to.equal(printOf([...many]));
    expect(printOf(many).length).to.be.below(16);
  });

  it("differs by order, by number and by one id", () => {
    const prints = [[], [1], [2], [1, 2], [2, 1], [1, 2, 3], [10_000_000_001], [10_000_000_002]].map(printOf);
    expect(new Set(prints).size).to.equal(prints.length);
  });

  it("finds what was saved at the start of what is named now", () => {
    expect(startWith([1, 2, 3], printOf([1, 2]))).to.deep.equal([1, 2]);
    expect(startWith([1, 2, 3], printOf([1, 2, 3]))).to.deep.equal([1, 2, 3]);
    expect(startWith([1, 3, 2], printOf([1, 2]))).to.equal(null);
    expect(startWith([1], printOf([1, 2]))).to.equal(null);
    expect(startWith([1, 2], "")).to.equal(null);
  });

  it("is what came, what went, and both", () => {
    expect(delta([1, 2], [1, 2, 3])).to.deep.equal({ removed: [], added: [3] });
    expect(delta([1, 2, 3], [1, 3])).to.deep.equal({ removed: [2], added: [] });
    expect(delta([1, 2, 3], [1, 3, 4])).to.deep.equal({ removed: [2], added: [4] });
    expect(delta([], [1])).to.deep.equal({ removed: [], added: [1] });
    expect(delta([1], [1])).to.deep.equal({ removed: [], added: [] });
  });

  it("is no list of changes where the order is another", () => {
    expect(delta([1, 2], [2, 1])).to.equal(null);
    expect(delta([1, 2], [1, 3, 2])).to.equal(null);
    expect(delta([1, 2, 3], [3, 1])).to.equal(null);
  });
});
