import { expect } from "chai";
import { shortRegionNoun, singularRegionNoun } from "../../src/game/region-noun";

describe("region nouns", () => {
  it("have a singular", () => {
    expect(["countries", "states and D.C.", "provinces"].map(singularRegionNoun)).to.deep.equal(["country", "state", "province"]);
  });

  it("are shortened to the first of two kinds", () => {
    expect(shortRegionNoun("states and D.C.")).to.equal("states");
  });
});
