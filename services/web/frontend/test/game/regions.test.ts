import { expect } from "chai";
import { byPlacesNamed, countRegionsWithPlaces, tallyRegions } from "../../src/game/regions";
import { chicago, lviv, nowhere, portlandMaine, us, world } from "../factories";

describe("tallyRegions", () => {
  it("counts a country's places by region name", () => {
    const rows = tallyRegions(us, [chicago, portlandMaine, nowhere]).sort(byPlacesNamed);
    expect(rows.map(({ name, named }) => `${name} ${named}`)).to.deep.equal(["Maine 2", "Illinois 1", "Oregon 0", "Texas 0"]);
    expect(countRegionsWithPlaces(rows)).to.equal(2);
  });

  it("counts the world's places by country code", () => {
    expect(countRegionsWithPlaces(tallyRegions(world, [chicago, portlandMaine, lviv]))).to.equal(2);
  });

  it("omits places whose region is not known", () => {
    expect(countRegionsWithPlaces(tallyRegions(us, [{ ...chicago, region: "" }]))).to.equal(0);
  });
});
