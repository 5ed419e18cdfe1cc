import { expect } from "chai";
import type { ImportLine } from "../../../src/game/import/import-line";
import { applyMatches } from "../../../src/game/import/apply-matches";
import { chicago, hit, miss, newYork, portlandOregon, portlands, portlandTexas, us } from "../../factories";

const plain = (text: string): ImportLine => ({ text, id: null });
const noneNamed = (): boolean => false;

describe("applyMatches", () => {
  it("takes the largest place, and says why a line names no place", () => {
    const result = applyMatches(us, ["chicago", "Xq", "Tokyo"].map(plain), [hit(chicago), miss("unknown"), miss("outside")], noneNamed);
    expect(result).to.deep.equal({ take: [chicago], already: 0, missing: [["Xq", "unknown"], ["Tokyo", "outside"]] });
  });

  it("takes the next homonym for a repeated line, until all are named", () => {
    const four = [1, 2, 3, 4].map(() => plain("portland"));
    const result = applyMatches(us, four, four.map(() => hit(...portlands)), noneNamed);
    expect(result).to.deep.equal({ take: portlands, already: 1, missing: [] });
  });

  it("counts places that the play already has", () => {
    const result = applyMatches(us, [plain("New York")], [hit(newYork)], (id) => id === newYork.id);
    expect(result).to.deep.equal({ take: [], already: 1, missing: [] });
  });

  it("takes only the homonym that a table gives by its id", () => {
    const line = { text: "portland", id: portlandTexas.id };
    const result = applyMatches(us, [line, line], [hit(...portlands), hit(...portlands)], noneNamed);
    expect(result).to.deep.equal({ take: [portlandTexas], already: 1, missing: [] });
  });

  it("goes by the name if the id belongs to another place", () => {
    expect(applyMatches(us, [{ text: "portland", id: 7 }], [hit(...portlands)], noneNamed).take).to.deep.equal([portlandOregon]);
  });
});
