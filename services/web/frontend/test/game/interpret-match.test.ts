import { expect } from "chai";
import { interpretMatch } from "../../src/game/interpret-match";
import { hit, lviv, miss, portlandMaine, portlandOregon, portlands, portlandTexas, us, world } from "../factories";

const noneNamed = (): boolean => false;
const named =
  (...ids: number[]) =>
  (id: number): boolean =>
    ids.includes(id);

describe("interpretMatch", () => {
  it("takes the largest homonym and offers the others", () => {
    const { take, answer } = interpretMatch(us, hit(...portlands), "portland", "largest", noneNamed);
    expect(take).to.deep.equal([portlandOregon]);
    expect(answer).to.deep.equal({ kind: "hit", place: portlandOregon, others: [portlandMaine, portlandTexas], alreadyNamed: 0, near: false });
  });

  it("takes the largest homonym that is not named yet", () => {
    const { take, answer } = interpretMatch(us, hit(...portlands), "portland", "largest", named(portlandOregon.id));
    expect(take).to.deep.equal([portlandMaine]);
    expect(answer).to.include({ kind: "hit", alreadyNamed: 1 });
  });

  it("takes nothing when all homonyms are named", () => {
    const { take, answer } = interpretMatch(us, hit(portlandOregon), "portland", "largest", named(portlandOregon.id));
    expect(take).to.be.empty;
    expect(answer).to.deep.equal({ kind: "already", place: portlandOregon, count: 1, others: [] });
  });

  it("under the rule 'every', takes each homonym that is not named yet", () => {
    const { take, answer } = interpretMatch(us, hit(...portlands), "portland", "every", named(portlandMaine.id));
    expect(take).to.deep.equal([portlandOregon, portlandTexas]);
    expect(answer).to.include({ kind: "every", alreadyNamed: 1 });
  });

  it("takes only places in the chosen region of a country", () => {
    const { take } = interpretMatch(us, hit(...portlands), "portland", "in:US.TX", noneNamed);
    expect(take).to.deep.equal([portlandTexas]);
  });

  it("takes only places in the chosen country of the world", () => {
    const { take } = interpretMatch(world, hit(lviv), "lviv", "in:UA", noneNamed);
    expect(take).to.deep.equal([lviv]);
  });

  it("takes nothing when all homonyms are outside the chosen region", () => {
    const { take, answer } = interpretMatch(us, hit(...portlands), "portland", "in:US.IL", noneNamed);
    expect(take).to.be.empty;
    expect(answer).to.deep.equal({ kind: "elsewhere", guess: "portland", region: "Illinois", places: portlands });
  });

  it("offers homonyms outside the chosen region when those inside are named", () => {
    const { answer } = interpretMatch(us, hit(...portlands), "portland", "in:US.OR", named(portlandOregon.id));
    expect(answer).to.deep.equal({ kind: "already", place: portlandOregon, count: 1, others: [portlandMaine, portlandTexas] });
  });

  it("passes on the hint that a larger place is one letter away", () => {
    const { answer } = interpretMatch(us, { ...hit(portlandTexas), reason: "near" }, "portland", "largest", noneNamed);
    expect(answer).to.include({ kind: "hit", near: true });
  });

  for (const reason of ["near", "outside", "section", "area", "unknown"] as const) {
    it(`passes on the reason of a miss: ${reason}`, () => {
      expect(interpretMatch(us, miss(reason), "x", "largest", noneNamed)).to.deep.equal({
        take: [],
        answer: { kind: "miss", guess: "x", reason, partOf: null },
      });
    });
  }
});
