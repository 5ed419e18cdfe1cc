import { expect } from "chai";
import { matchesQuery } from "../../src/home/query-match";

describe("matchesQuery", () => {
  it("matches the beginnings of words, ignoring accents and case", () => {
    expect(matchesQuery("new y", "New York United States")).to.equal(true);
    expect(matchesQuery("cote", "Côte d’Ivoire Countries")).to.equal(true);
    expect(matchesQuery("united york", "New York United States")).to.equal(true);
  });

  it("does not match the middle of a word", () => {
    expect(matchesQuery("ork", "New York")).to.equal(false);
  });

  it("matches everything if the query is empty", () => {
    expect(matchesQuery("  ", "New York")).to.equal(true);
  });
});
