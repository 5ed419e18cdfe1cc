import { expect } from "chai";
import { matchesQuery } from "../../src/home/query-match";

describe("the home page's search", () => {
  it("finds by the beginnings of words, whatever the accents and case", () => {
    expect(matchesQuery("new y", "New York United States")).to.equal(true);
    expect(matchesQuery("cote", "Côte d’Ivoire Countries")).to.equal(true);
    expect(matchesQuery("united york", "New York United States")).to.equal(true);
  });

  it("does not find by the middle of a word", () => {
    expect(matchesQuery("ork", "New York")).to.equal(false);
  });

  it("finds everything for nothing", () => {
    expect(matchesQuery("  ", "New York")).to.equal(true);
  });
});
