import { expect } from "chai";
import { toCsv } from "../../../src/game/export/csv";
import { toText } from "../../../src/game/export/text";
import { MAX_IMPORT_BYTES } from "../../../src/game/import/decode-file";
import type { ImportLine } from "../../../src/game/import/import-line";
import { MAX_IMPORT_LINES, parseList } from "../../../src/game/import/parse-list";
import { chicago, lviv, portlandMaine, us, world } from "../../factories";

const texts = (text: string, quiz = us): string[] => linesOf(text, quiz).map((line) => line.text);

function linesOf(text: string, quiz = us): ImportLine[] {
  const parsed = parseList(quiz, text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

function problem(text: string): string {
  const parsed = parseList(us, text);
  return parsed.ok ? "" : parsed.problem;
}

describe("parseList", () => {
  it("reads one name from each line", () => {
    expect(texts("Portland\nPortland, Maine\n")).to.deep.equal(["Portland", "Portland, Maine"]);
  });

  it("accepts every line end, and skips blank lines and comments", () => {
    expect(texts("\ufeffa\r\nb\rc\n\n  \n# d\n  #e\n f ")).to.deep.equal(["a", "b", "c", "f"]);
  });

  it("reads tabs and quoted cells as commas, and other control characters as blanks", () => {
    expect(texts('a\tb\n"c","d"\n"e, f"\n"g\n\u0007h\u0085i')).to.deep.equal(["a, b", "c, d", "e, f", "g", "h i"]);
  });

  it("keeps apostrophes, hyphens, slashes and all scripts", () => {
    expect(texts("'s-Hertogenbosch\nWinston-Salem\nKöln / Bonn\n東京")).to.have.length(4);
  });

  it("reads exported text and exported tables, the tables with ids", () => {
    const named = [portlandMaine, chicago].map((place, at) => ({ ...place, at }));
    expect(texts(toText(us, named))).to.deep.equal(["Chicago, Illinois", "Portland, Maine"]);
    expect(linesOf(toCsv(named))).to.deep.equal([
      { text: "Portland, Maine", id: portlandMaine.id },
      { text: "Chicago, Illinois", id: chicago.id },
    ]);
    expect(texts(toCsv([{ ...lviv, at: 0 }]), world)).to.deep.equal(["Lviv, Ukraine"]);
  });

  it("reads a table that a spreadsheet saved, and other tables with a name and a region", () => {
    const rows = '\ufeffPopulation;Name;Region\r\n5;"Portland";Maine\r\n;;\r\n7;\'=x;"a ""b"""\r\n';
    expect(texts(rows)).to.deep.equal(["Portland, Maine", '=x, a "b"']);
    expect(texts("name\tregion\nPortland\tMaine")).to.deep.equal(["Portland, Maine"]);
    expect(texts("Name\nPortland")).to.deep.equal(["Name", "Portland"]);
  });

  it("refuses a text without names", () => {
    for (const text of ["", " \n\t\n", "# only this", "id,name\n"]) expect(problem(text)).to.contain("no name");
  });

  it("accepts the maximum of lines, and refuses more lines or too many bytes", () => {
    expect(texts("a\n".repeat(MAX_IMPORT_LINES))).to.have.length(MAX_IMPORT_LINES);
    expect(problem("a\n".repeat(MAX_IMPORT_LINES + 1))).to.equal("This list has 20,001 names; at most 20,000 can be imported at once. Import it in parts.");
    expect(problem("é".repeat(MAX_IMPORT_BYTES / 2 + 1))).to.contain("more than 2 MB");
  });

  it("refuses a line longer than a guess may be, counted in code points as on the server", () => {
    expect(texts("𐍈".repeat(200))).to.have.length(1);
    expect(problem(`a\n${"b".repeat(201)}`)).to.match(/^“b{40}…” is too long for a name: at most 200 letters/);
  });

  it("refuses characters that were damaged when the list was copied", () => {
    expect(problem("Port\ufffdland")).to.contain("damaged");
    expect(problem("Port\ud800land")).to.contain("damaged");
  });
});
