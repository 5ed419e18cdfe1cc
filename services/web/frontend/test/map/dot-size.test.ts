import { expect } from "chai";
import { dotRadiusScale, legendPopulations } from "../../src/map/dot-size";
import { us } from "../factories";

const quiz = { ...us, brackets: [{ min: 1_000_000, places: 9, population: 30_000_000 }] };

describe("dotRadiusScale", () => {
  it("makes areas proportional to population", () => {
    const radius = dotRadiusScale(quiz);
    expect(radius(4_000_000) / radius(1_000_000)).to.be.closeTo(2, 0.05);
  });

  it("ignores brackets that contain only one or two places", () => {
    const withException = { ...quiz, brackets: [{ min: 1_000_000, places: 1, population: 2_000_000 }, { min: 500_000, places: 3, population: 1_600_000 }] };
    expect(dotRadiusScale(withException)(500_000)).to.equal(dotRadiusScale(quiz)(1_000_000));
  });

  it("keeps the smallest places visible", () => {
    expect(dotRadiusScale(us)(0)).to.be.at.least(1.5);
  });

  it("has a legend of round populations", () => {
    expect(legendPopulations(quiz)).to.deep.equal([10_000_000, 1_000_000, 100_000]);
  });
});
