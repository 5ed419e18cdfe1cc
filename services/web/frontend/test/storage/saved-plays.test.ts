import { expect } from "chai";
import { NamespacedStore } from "../../src/storage/namespaced-store";
import { type SavedPlayEntry, SavedPlays } from "../../src/storage/saved-plays";
import { FakeStorage } from "../fake-storage";

const older: SavedPlayEntry = { secret: "s1", quiz: "us", title: "United States", at: 1 };
const newer: SavedPlayEntry = { secret: "s2", quiz: "fr", title: "France", at: 2 };

describe("SavedPlays", () => {
  it("stores each play's secret, and lists the last saved play first", () => {
    const backend = new FakeStorage();
    new SavedPlays(backend).put("abc", older);
    new SavedPlays(backend).put("def", newer);
    expect(new SavedPlays(backend).all()).to.deep.equal([["def", newer], ["abc", older]]);
    expect(new SavedPlays(backend).get("abc")).to.deep.equal(older);
    expect(backend.keys()).to.deep.equal(["toponaut:1:plays:abc", "toponaut:1:plays:def"]);
  });

  it("removes one play and no other", () => {
    const plays = new SavedPlays(new FakeStorage());
    plays.put("abc", older);
    plays.put("def", newer);
    plays.remove("abc");
    expect([plays.get("abc"), plays.get("def")]).to.deep.equal([null, newer]);
  });

  it("skips damaged entries and the keys of quizzes", () => {
    const backend = new FakeStorage();
    new NamespacedStore(backend, "us").set("5", "a");
    for (const text of ["{oops", "null", "[]", '{"secret":1}']) backend.setItem(`toponaut:1:plays:${text.length}`, text);
    expect(new SavedPlays(backend).all()).to.be.empty;
  });

  it("holds plays in memory if storage is blocked", () => {
    const plays = new SavedPlays(null);
    plays.put("abc", older);
    expect(plays.get("abc")).to.deep.equal(older);
  });
});
