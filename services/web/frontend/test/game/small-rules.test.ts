import { expect } from "chai";
import { backoff } from "../../src/game/backoff";
import { shortNoun, singular } from "../../src/game/nouns";
import { higher, isWhere, modeOf, regionOf } from "../../src/game/where";
import { visibleRows } from "../../src/game/window";

describe("backoff", () => {
  it("doubles, up to half a minute", () => {
    expect([1, 2, 3, 10].map((failures) => backoff(failures))).to.deep.equal([1_000, 2_000, 4_000, 30_000]);
  });

  it("waits as long as the server asks", () => {
    expect(backoff(1, 20)).to.equal(20_000);
  });
});

describe("nouns", () => {
  it("makes singulars of what quizzes are divided into", () => {
    expect(["countries", "states and D.C.", "provinces"].map(singular)).to.deep.equal(["country", "state", "province"]);
    expect(shortNoun("states and D.C.")).to.equal("states");
  });
});

describe("where", () => {
  it("reads what the select and the stored queue hold", () => {
    expect(regionOf("in:US.IL")).to.equal("US.IL");
    expect(regionOf("every")).to.equal(null);
    expect([isWhere("in:FR"), isWhere("largest"), isWhere("somewhere"), isWhere(3)]).to.deep.equal([true, true, false, false]);
  });

  it("marks the play by the most that was used", () => {
    expect(modeOf("in:US.IL")).to.equal("filtered");
    expect(higher("every", "plain")).to.equal("every");
    expect(higher("plain", "filtered")).to.equal("filtered");
  });
});

describe("visibleRows", () => {
  it("draws what is in view and a margin", () => {
    expect(visibleRows(5_000, 44, 4_400, 440)).to.deep.equal({ first: 92, end: 118 });
  });

  it("stays within a short list", () => {
    expect(visibleRows(3, 44, 0, 440)).to.deep.equal({ first: 0, end: 3 });
  });

  it("survives a list that became shorter than it is scrolled", () => {
    expect(visibleRows(2, 44, 44_000, 440)).to.deep.equal({ first: 2, end: 2 });
  });
});
