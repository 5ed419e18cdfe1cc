import { expect } from "chai";
import { formatNumber, formatPeople, formatPercent, formatCount, formatCompact } from "../../src/game/formatting";

const withPlainSpaces = (text: string): string => text.replace(/\u202f/g, " ");

describe("formatting", () => {
  it("groups digits", () => {
    expect(formatNumber(717273)).to.equal("717,273");
  });

  it("shortens round figures", () => {
    expect([1_000_000, 500_000, 12_500, 900].map((n) => withPlainSpaces(formatCompact(n)))).to.deep.equal(["1 M", "500 k", "12.5 k", "900"]);
  });

  it("never shows a place named as 0 %, nor an unfinished quiz as 100 %", () => {
    expect(withPlainSpaces(formatPercent(1, 1_000_000))).to.equal("< 0.1 %");
    expect(withPlainSpaces(formatPercent(999_999, 1_000_000))).to.equal("99.9 %");
    expect(withPlainSpaces(formatPercent(0, 10))).to.equal("0 %");
    expect(withPlainSpaces(formatPercent(10, 10))).to.equal("100 %");
    expect(withPlainSpaces(formatPercent(5, 0))).to.equal("0 %");
  });

  it("uses singular and plural", () => {
    expect(formatCount(1, "place")).to.equal("1 place");
    expect(formatCount(0, "place")).to.equal("0 places");
    expect(formatPeople(1)).to.equal("1 person");
  });
});
