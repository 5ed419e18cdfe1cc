import { expect } from "chai";
import { backoffMs } from "../../src/game/backoff";
import { shortRegionNoun, singularRegionNoun } from "../../src/game/region-noun";
import { higherMode, isHomonymRule, modeOfRule, regionOfRule } from "../../src/game/homonym-rule";
import { visibleRows } from "../../src/ui/visible-rows";

describe("backoff", () => {
  it("doubles, up to half a minute", () => {
    expect([1, 2, 3, 10].map((failures) => backoffMs(failures))).to.deep.equal([1_000, 2_000, 4_000, 30_000]);
  });

  it("waits as long as the server asks", () => {
    expect(backoffMs(1, 20)).to.equal(20_000);
  });
});

describe("nouns", () => {
  it("makes singulars of what quizzes are divided into", () => {
    expect(["countries", "states and D.C.", "provinces"].map(singularRegionNoun)).to.deep.equal(["country", "state", "province"]);
    expect(shortRegionNoun("states and D.C.")).to.equal("states");
  });
});

describe("where", () => {
  it("reads what the select and the stored queue hold", () => {
    expect(regionOfRule("in:US.IL")).to.equal("US.IL");
    expect(regionOfRule("every")).to.equal(null);
    expect([isHomonymRule("in:FR"), isHomonymRule("largest"), isHomonymRule("somewhere"), isHomonymRule(3)]).to.deep.equal([true, true, false, false]);
  });

  it("marks the play by the most that was used", () => {
    expect(modeOfRule("in:US.IL")).to.equal("filtered");
    expect(higherMode("every", "plain")).to.equal("every");
    expect(higherMode("plain", "filtered")).to.equal("filtered");
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
