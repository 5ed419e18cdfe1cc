import { expect } from "chai";
import { score, unknownPopulationShare } from "../../src/game/score";
import { chicago, nowhere } from "../factories";

describe("score", () => {
  it("counts places and people", () => {
    expect(score([chicago, nowhere])).to.deep.equal({ places: 2, people: 2_720_546 });
  });

  it("returns the share of unknown populations only if it is large", () => {
    expect(unknownPopulationShare({ places: 100, unknown_population: 19 })).to.equal(null);
    expect(unknownPopulationShare({ places: 100, unknown_population: 78 })).to.equal(0.78);
  });
});
