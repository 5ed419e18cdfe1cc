import { expect } from "chai";
import { deltaBetween, fingerprintOf, prefixWithFingerprint } from "../../src/game/save-delta";

describe("what has to be sent", () => {
  it("is told by a print of a few letters", () => {
    const many = Array.from({ length: 20_000 }, (_, i) => 5_000_000 + i);
    expect(fingerprintOf(many)).to.equal(fingerprintOf([...many]));
    expect(fingerprintOf(many).length).to.be.below(16);
  });

  it("differs by order, by number and by one id", () => {
    const prints = [[], [1], [2], [1, 2], [2, 1], [1, 2, 3], [10_000_000_001], [10_000_000_002]].map(fingerprintOf);
    expect(new Set(prints).size).to.equal(prints.length);
  });

  it("finds what was saved at the start of what is named now", () => {
    expect(prefixWithFingerprint([1, 2, 3], fingerprintOf([1, 2]))).to.deep.equal([1, 2]);
    expect(prefixWithFingerprint([1, 2, 3], fingerprintOf([1, 2, 3]))).to.deep.equal([1, 2, 3]);
    expect(prefixWithFingerprint([1, 3, 2], fingerprintOf([1, 2]))).to.equal(null);
    expect(prefixWithFingerprint([1], fingerprintOf([1, 2]))).to.equal(null);
    expect(prefixWithFingerprint([1, 2], "")).to.equal(null);
  });

  it("is what came, what went, and both", () => {
    expect(deltaBetween([1, 2], [1, 2, 3])).to.deep.equal({ removed: [], added: [3] });
    expect(deltaBetween([1, 2, 3], [1, 3])).to.deep.equal({ removed: [2], added: [] });
    expect(deltaBetween([1, 2, 3], [1, 3, 4])).to.deep.equal({ removed: [2], added: [4] });
    expect(deltaBetween([], [1])).to.deep.equal({ removed: [], added: [1] });
    expect(deltaBetween([1], [1])).to.deep.equal({ removed: [], added: [] });
  });

  it("is no list of changes where the order is another", () => {
    expect(deltaBetween([1, 2], [2, 1])).to.equal(null);
    expect(deltaBetween([1, 2], [1, 3, 2])).to.equal(null);
    expect(deltaBetween([1, 2, 3], [3, 1])).to.equal(null);
  });
});
