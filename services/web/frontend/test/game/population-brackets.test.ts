import { expect } from "chai";
import { tallyBrackets } from "../../src/game/population-brackets";
import { chicago, newYork, nowhere, portlandMaine, us } from "../factories";

describe("tallyBrackets", () => {
  it("counts each place in the first bracket it reaches, and omits empty brackets", () => {
    const rows = tallyBrackets(us.brackets, [chicago, newYork, portlandMaine, nowhere]);
    expect(rows.map(({ named, total, done }) => [named, total, done])).to.deep.equal([
      [2, 2, true],
      [1, 900, false],
      [1, 98, false],
    ]);
  });

  it("labels the last bracket by its upper limit", () => {
    expect(tallyBrackets(us.brackets, []).map(({ label }) => label)).to.deep.equal(["≥ 1\u202fM", "≥ 10\u202fk", "< 10\u202fk"]);
  });

  it("never shows more places named than there are", () => {
    const [row] = tallyBrackets([{ min: 0, places: 1, population: 1 }], [chicago, newYork]);
    expect(row).to.include({ named: 1, total: 1 });
  });
});
