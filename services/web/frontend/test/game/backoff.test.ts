import { expect } from "chai";
import { backoffMs } from "../../src/game/backoff";

describe("backoffMs", () => {
  it("doubles with each failure, up to 30 seconds", () => {
    expect([1, 2, 3, 10].map((failures) => backoffMs(failures))).to.deep.equal([1_000, 2_000, 4_000, 30_000]);
  });

  it("is at least as long as the server asks", () => {
    expect(backoffMs(1, 20)).to.equal(20_000);
  });
});
