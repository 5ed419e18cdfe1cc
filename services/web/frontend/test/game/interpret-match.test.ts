import { expect } from "chai";
import { interpretMatch } from "../../src/game/interpret-match";
import { hit, lviv, missed, portlandMaine, portlandOregon, portlands, portlandTexas, us, world } from "../factories";

const none = (): boolean => false;
const has =
  (...ids: number[]) =>
  (id: number): boolean =>
    ids.includes(id);

describe("judge", () => {
  it("takes the most populous homonym and offers the others", () => {
    const { take, answer } = interpretMatch(us, hit(...portlands), "portland", "largest", none);
    expect(take).to.deep.equal([portlandOregon]);
    expect(answer).to.deep.equal({ kind: "hit", place: portlandOregon, others: [portlandMaine, portlandTexas], had: 0, near: false });
  });

  it("takes the most populous homonym that is not named yet", () => {
    const { take, answer } = interpretMatch(us, hit(...portlands), "portland", "largest", has(portlandOregon.id));
    expect(take).to.deep.equal([portlandMaine]);
    expect(answer).to.include({ kind: "hit", had: 1 });
  });

  it("takes nothing when all are named", () => {
    const { take, answer } = interpretMatch(us, hit(portlandOregon), "portland", "largest", has(portlandOregon.id));
    expect(take).to.be.empty;
    expect(answer).to.deep.equal({ kind: "already", place: portlandOregon, count: 1, others: [] });
  });

  it("takes every homonym not named yet in one go", () => {
    const { take, answer } = interpretMatch(us, hit(...portlands), "portland", "every", has(portlandMaine.id));
    expect(take).to.deep.equal([portlandOregon, portlandTexas]);
    expect(answer).to.include({ kind: "every", had: 1 });
  });

  it("keeps to a region of a country, by name", () => {
    const { take } = interpretMatch(us, hit(...portlands), "portland", "in:US.TX", none);
    expect(take).to.deep.equal([portlandTexas]);
  });

  it("keeps to a country of the world, by code", () => {
    const { take } = interpretMatch(world, hit(lviv), "lviv", "in:UA", none);
    expect(take).to.deep.equal([lviv]);
  });

  it("says that a name lies elsewhere, without taking it", () => {
    const { take, answer } = interpretMatch(us, hit(...portlands), "portland", "in:US.IL", none);
    expect(take).to.be.empty;
    expect(answer).to.deep.equal({ kind: "elsewhere", guess: "portland", region: "Illinois", places: portlands });
  });

  it("offers homonyms outside the region when the one inside is named", () => {
    const { answer } = interpretMatch(us, hit(...portlands), "portland", "in:US.OR", has(portlandOregon.id));
    expect(answer).to.deep.equal({ kind: "already", place: portlandOregon, count: 1, others: [portlandMaine, portlandTexas] });
  });

  it("passes on the hint beside a tiny hit", () => {
    const { answer } = interpretMatch(us, { ...hit(portlandTexas), reason: "near" }, "portland", "largest", none);
    expect(answer).to.include({ kind: "hit", near: true });
  });

  for (const reason of ["near", "outside", "section", "area", "unknown"] as const) {
    it(`passes on why a guess missed: ${reason}`, () => {
      expect(interpretMatch(us, missed(reason), "x", "largest", none)).to.deep.equal({
        take: [],
        answer: { kind: "miss", guess: "x", reason, partOf: null },
      });
    });
  }
});
