import { expect } from "chai";
import { tallyBrackets } from "../../src/game/population-brackets";
import { byPlacesNamed, tallyRegions, countRegionsWithPlaces } from "../../src/game/regions";
import { score, unknownPopulationShare } from "../../src/game/score";
import { chicago, lviv, newYork, nowhere, portlandMaine, us, world } from "../factories";

describe("score", () => {
  it("counts places and people", () => {
    expect(score([chicago, nowhere])).to.deep.equal({ places: 2, people: 2_720_546 });
  });

  it("speaks of unknown populations only where they are many", () => {
    expect(unknownPopulationShare({ places: 100, unknown_population: 19 })).to.equal(null);
    expect(unknownPopulationShare({ places: 100, unknown_population: 78 })).to.equal(0.78);
  });
});

describe("brackets", () => {
  it("puts each place into the first bracket it reaches, and leaves out the empty ones", () => {
    const rows = tallyBrackets(us.brackets, [chicago, newYork, portlandMaine, nowhere]);
    expect(rows.map(({ named, of, done }) => [named, of, done])).to.deep.equal([
      [2, 2, true],
      [1, 900, false],
      [1, 98, false],
    ]);
  });

  it("labels the last bracket by what it stays below", () => {
    expect(tallyBrackets(us.brackets, []).map(({ label }) => label)).to.deep.equal(["≥ 1\u202fM", "≥ 10\u202fk", "< 10\u202fk"]);
  });

  it("never shows more named than there are", () => {
    const [row] = tallyBrackets([{ min: 0, places: 1, population: 1 }], [chicago, newYork]);
    expect(row).to.include({ named: 1, of: 1 });
  });
});

describe("regions", () => {
  it("tallies a country by region name", () => {
    const rows = tallyRegions(us, [chicago, portlandMaine, nowhere]).sort(byPlacesNamed);
    expect(rows.map(({ name, named }) => `${name} ${named}`)).to.deep.equal(["Maine 2", "Illinois 1", "Oregon 0", "Texas 0"]);
    expect(countRegionsWithPlaces(rows)).to.equal(2);
  });

  it("tallies the world by country code", () => {
    expect(countRegionsWithPlaces(tallyRegions(world, [chicago, portlandMaine, lviv]))).to.equal(2);
  });

  it("leaves out what lies in no known region", () => {
    expect(countRegionsWithPlaces(tallyRegions(us, [{ ...chicago, region: "" }]))).to.equal(0);
  });
});
