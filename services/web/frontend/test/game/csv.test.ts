import { expect } from "chai";
import { csvRow, parseCsv, stripFormulaGuard } from "../../src/game/csv";

describe("csv", () => {
  it("writes a row with the line end of RFC 4180", () => {
    expect(csvRow([5, "Portland", "Oregon", -122.5])).to.equal("5,Portland,Oregon,-122.5\r\n");
  });

  it("quotes separators, quotes and line ends", () => {
    expect(csvRow(['Say "hi"', "a,b", "c\nd"])).to.equal('"Say ""hi""","a,b","c\nd"\r\n');
  });

  it("guards text that a spreadsheet would run as a formula, but not numbers", () => {
    expect(csvRow(["=1+1", "+1", "-1", "@a", "\tb", -1])).to.equal("'=1+1,'+1,'-1,'@a,'\tb,-1\r\n");
    expect(["'=1+1", "'s-Hertogenbosch", "a"].map(stripFormulaGuard)).to.deep.equal(["=1+1", "'s-Hertogenbosch", "a"]);
  });

  it("parses what it wrote", () => {
    const cells = ['Say "hi"', "a,b", "c\r\nd", "", "e", ""];
    expect(parseCsv(csvRow(cells) + csvRow(["f"]), ",")).to.deep.equal([cells, ["f"]]);
  });

  for (const end of ["\n", "\r", "\r\n"]) {
    it(`parses lines that end with ${JSON.stringify(end)}`, () => {
      expect(parseCsv(["a;b", ";", "c"].join(end), ";")).to.deep.equal([["a", "b"], ["", ""], ["c"]]);
    });
  }

  it("parses tabs, and reads a blank line as one empty cell", () => {
    expect(parseCsv("a\tb\n\nc", "\t")).to.deep.equal([["a", "b"], [""], ["c"]]);
    expect(parseCsv("", ",")).to.deep.equal([]);
  });

  it("ends a quote that is never closed at the end of a text of any length", () => {
    expect(parseCsv('a,"b\nc', ",")).to.deep.equal([["a", "b\nc"]]);
    expect(parseCsv(`"${"x".repeat(2_000_000)}`, ",")[0]?.[0]).to.have.length(2_000_000);
    expect(parseCsv(`"${'""'.repeat(1_000_000)}`, ",")[0]?.[0]).to.have.length(1_000_000);
  });
});
