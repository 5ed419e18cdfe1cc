import { expect } from "chai";
import { toCsv } from "../../../src/game/export/csv";
import { toText } from "../../../src/game/export/text";
import { MAX_IMPORT_BYTES, decodeFile } from "../../../src/game/import/decode-file";
import { interpretLines } from "../../../src/game/import/interpret-lines";
import { type ImportLine, MAX_IMPORT_LINES, parseList } from "../../../src/game/import/parse-list";
import { chicago, hit, lviv, missed, newYork, portlandMaine, portlandOregon, portlands, portlandTexas, us, world } from "../../factories";

const texts = (text: string, quiz = us): string[] => lines(text, quiz).map((line) => line.text);
const plain = (text: string): ImportLine => ({ text, id: null });

function lines(text: string, quiz = us): ImportLine[] {
  const read = parseList(quiz, text);
  if (!read.ok) throw new Error(read.problem);
  return read.value;
}

function problem(text: string): string {
  const read = parseList(us, text);
  return read.ok ? "" : read.problem;
}

describe("readList", () => {
  it("takes a name from each line", () => {
    expect(texts("Portland\nPortland, Maine\n")).to.deep.equal(["Portland", "Portland, Maine"]);
  });

  it("takes every line end, and leaves out blanks and comments", () => {
    expect(texts("\ufeffa\r\nb\rc\n\n  \n# d\n  #e\n f ")).to.deep.equal(["a", "b", "c", "f"]);
  });

  it("takes tabs and quoted cells for commas, and other control characters for blanks", () => {
    expect(texts('a\tb\n"c","d"\n"e, f"\n"g\n\u0007h\u0085i')).to.deep.equal(["a, b", "c, d", "e, f", "g", "h i"]);
  });

  it("keeps what belongs to a name", () => {
    expect(texts("'s-Hertogenbosch\nWinston-Salem\nKöln / Bonn\n東京")).to.have.length(4);
  });

  it("reads our own text and table back, the table with ids", () => {
    const named = [portlandMaine, chicago].map((place, at) => ({ ...place, at }));
    expect(texts(toText(us, named))).to.deep.equal(["Chicago, Illinois", "Portland, Maine"]);
    expect(lines(toCsv(named))).to.deep.equal([
      { text: "Portland, Maine", id: portlandMaine.id },
      { text: "Chicago, Illinois", id: chicago.id },
    ]);
    expect(texts(toCsv([{ ...lviv, at: 0 }]), world)).to.deep.equal(["Lviv, Ukraine"]);
  });

  it("reads a table that a spreadsheet saved again, and others with a name and a region", () => {
    const rows = '\ufeffPopulation;Name;Region\r\n5;"Portland";Maine\r\n;;\r\n7;\'=x;"a ""b"""\r\n';
    expect(texts(rows)).to.deep.equal(["Portland, Maine", '=x, a "b"']);
    expect(texts("name\tregion\nPortland\tMaine")).to.deep.equal(["Portland, Maine"]);
    expect(texts("Name\nPortland")).to.deep.equal(["Name", "Portland"]);
  });

  it("refuses what holds no name", () => {
    for (const text of ["", " \n\t\n", "# only this", "id,name\n"]) expect(problem(text)).to.contain("no name");
  });

  it("refuses too many lines and too many bytes, and takes as many as are allowed", () => {
    expect(texts("a\n".repeat(MAX_IMPORT_LINES))).to.have.length(MAX_IMPORT_LINES);
    expect(problem("a\n".repeat(MAX_IMPORT_LINES + 1))).to.equal("These are 20,001 names; 20,000 can be imported at once. Take a part of them.");
    expect(problem("é".repeat(MAX_IMPORT_BYTES / 2 + 1))).to.contain("more than 2 MB");
  });

  it("refuses a line too long for a guess, counted as the server counts", () => {
    expect(texts("𐍈".repeat(200))).to.have.length(1);
    expect(problem(`a\n${"b".repeat(201)}`)).to.match(/^“b{40}…” is too long for a name: 200 letters/);
  });

  it("refuses letters that were lost before", () => {
    expect(problem("Port\ufffdland")).to.contain("lost");
    expect(problem("Port\ud800land")).to.contain("lost");
  });
});

describe("readBytes", () => {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

  it("reads UTF-8, with and without its mark", () => {
    expect(decodeFile(utf8("Köln"))).to.deep.equal({ ok: true, value: "Köln" });
    expect(decodeFile(utf8("\ufeffKöln"))).to.deep.equal({ ok: true, value: "Köln" });
  });

  it("reads UTF-16 with its mark, either way round", () => {
    expect(decodeFile(Uint8Array.of(0xff, 0xfe, 0x4b, 0, 0xf6, 0))).to.deep.equal({ ok: true, value: "Kö" });
    expect(decodeFile(Uint8Array.of(0xfe, 0xff, 0, 0x4b, 0, 0xf6))).to.deep.equal({ ok: true, value: "Kö" });
  });

  it("refuses another encoding, binaries and large files in words", () => {
    expect(decodeFile(Uint8Array.of(0x4b, 0xf6, 0x6c, 0x6e))).to.have.property("problem").that.contains("not text in UTF-8");
    expect(decodeFile(Uint8Array.of(0xff, 0xfe, 0x4b))).to.have.property("problem").that.contains("not text in UTF-16");
    expect(decodeFile(utf8("PK\0\0"))).to.have.property("problem").that.contains("holds no text");
    expect(decodeFile(new Uint8Array(MAX_IMPORT_BYTES + 1))).to.have.property("problem").that.contains("more than 2 MB");
  });
});

describe("judgeAll", () => {
  const nothing = (): boolean => false;

  it("takes the largest, and says why a line is no place", () => {
    const judged = interpretLines(us, ["chicago", "Xq", "Tokyo"].map(plain), [hit(chicago), missed("unknown"), missed("outside")], nothing);
    expect(judged).to.deep.equal({ take: [chicago], already: 0, missing: [["Xq", "unknown"], ["Tokyo", "outside"]] });
  });

  it("takes the next homonym for a repeated line, until there is none", () => {
    const four = [1, 2, 3, 4].map(() => plain("portland"));
    const judged = interpretLines(us, four, four.map(() => hit(...portlands)), nothing);
    expect(judged).to.deep.equal({ take: portlands, already: 1, missing: [] });
  });

  it("counts what the play has already", () => {
    const judged = interpretLines(us, [plain("New York")], [hit(newYork)], (id) => id === newYork.id);
    expect(judged).to.deep.equal({ take: [], already: 1, missing: [] });
  });

  it("takes the homonym that a table names by its id, and no other in its place", () => {
    const line = { text: "portland", id: portlandTexas.id };
    const judged = interpretLines(us, [line, line], [hit(...portlands), hit(...portlands)], nothing);
    expect(judged).to.deep.equal({ take: [portlandTexas], already: 1, missing: [] });
  });

  it("falls back to the name where the id is another's", () => {
    expect(interpretLines(us, [{ text: "portland", id: 7 }], [hit(...portlands)], nothing).take).to.deep.equal([portlandOregon]);
  });
});
