import { expect } from "chai";
import { higherMode, isHomonymRule, modeOfRule, regionOfRule } from "../../src/game/homonym-rule";

describe("homonym rules", () => {
  it("are read from the values of the select and of the stored queue", () => {
    expect(regionOfRule("in:US.IL")).to.equal("US.IL");
    expect(regionOfRule("every")).to.equal(null);
    expect([isHomonymRule("in:FR"), isHomonymRule("largest"), isHomonymRule("somewhere"), isHomonymRule(3)]).to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
  });

  it("set the play's mode, and the highest mode stays", () => {
    expect(modeOfRule("in:US.IL")).to.equal("filtered");
    expect(higherMode("every", "plain")).to.equal("every");
    expect(higherMode("plain", "filtered")).to.equal("filtered");
  });
});
