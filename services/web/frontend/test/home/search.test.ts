import { expect } from "chai";
import { finds } from "../../src/home/search";

describe("the home page's search", () => {
  it("finds by the beginnings of words, whatever the accents and case", () => {
    expect(finds("new y", "New York United States")).to.equal(true);
    expect(finds("cote", "Côte d’Ivoire Countries")).to.equal(true);
    expect(finds("united york", "New York United States")).to.equal(true);
  });

  it("does not find by the middle of a word", () => {
    expect(finds("ork", "New York")).to.equal(false);
  });

  it("finds everything for nothing", () => {
    expect(finds("  ", "New York")).to.equal(true);
  });
});
