import { expect } from "chai";
import { deltaBetween, fingerprintOf, prefixWithFingerprint } from "../../src/game/save-delta";

describe("save delta", () => {
  it("fingerprints 20,000 ids in fewer than 16 letters", () => {
    const many = Array.from({ length: 20_000 }, (_, i) => 5_000_000 + i);
    expect(fingerprintOf(many)).to.equal(fingerprintOf([...many]));
    expect(fingerprintOf(many).length).to.be.below(16);
  });

  it("gives different fingerprints for another order, count or id", () => {
    const fingerprints = [[], [1], [2], [1, 2], [2, 1], [1, 2, 3], [10_000_000_001], [10_000_000_002]].map(fingerprintOf);
    expect(new Set(fingerprints).size).to.equal(fingerprints.length);
  });

  it("finds the saved ids at the start of the current ids", () => {
    expect(prefixWithFingerprint([1, 2, 3], fingerprintOf([1, 2]))).to.deep.equal([1, 2]);
    expect(prefixWithFingerprint([1, 2, 3], fingerprintOf([1, 2, 3]))).to.deep.equal([1, 2, 3]);
    expect(prefixWithFingerprint([1, 3, 2], fingerprintOf([1, 2]))).to.equal(null);
    expect(prefixWithFingerprint([1], fingerprintOf([1, 2]))).to.equal(null);
    expect(prefixWithFingerprint([1, 2], "")).to.equal(null);
  });

  it("lists added and removed ids", () => {
    expect(deltaBetween([1, 2], [1, 2, 3])).to.deep.equal({ removed: [], added: [3] });
    expect(deltaBetween([1, 2, 3], [1, 3])).to.deep.equal({ removed: [2], added: [] });
    expect(deltaBetween([1, 2, 3], [1, 3, 4])).to.deep.equal({ removed: [2], added: [4] });
    expect(deltaBetween([], [1])).to.deep.equal({ removed: [], added: [1] });
    expect(deltaBetween([1], [1])).to.deep.equal({ removed: [], added: [] });
  });

  it("has no delta when the order changed", () => {
    expect(deltaBetween([1, 2], [2, 1])).to.equal(null);
    expect(deltaBetween([1, 2], [1, 3, 2])).to.equal(null);
    expect(deltaBetween([1, 2, 3], [3, 1])).to.equal(null);
  });
});
