import { expect } from "chai";
import { type SavedPlay, SavedPlays } from "../../src/storage/saved-plays";
import { Store } from "../../src/storage/namespaced-store";
import { FakeShelf } from "../factories";

const older: SavedPlay = { secret: "s1", quiz: "us", title: "United States", at: 1 };
const newer: SavedPlay = { secret: "s2", quiz: "fr", title: "France", at: 2 };

describe("SavedPlays", () => {
  it("keeps what proves a play, the last saved first", () => {
    const shelf = new FakeShelf();
    new SavedPlays(shelf).put("abc", older);
    new SavedPlays(shelf).put("def", newer);
    expect(new SavedPlays(shelf).all()).to.deep.equal([["def", newer], ["abc", older]]);
    expect(new SavedPlays(shelf).get("abc")).to.deep.equal(older);
    expect(shelf.keys()).to.deep.equal(["toponaut:1:plays:abc", "toponaut:1:plays:def"]);
  });

  it("forgets one and no other", () => {
    const plays = new SavedPlays(new FakeShelf());
    plays.put("abc", older);
    plays.put("def", newer);
    plays.drop("abc");
    expect([plays.get("abc"), plays.get("def")]).to.deep.equal([null, newer]);
  });

  it("skips a spoilt entry and a quiz's own keys", () => {
    const shelf = new FakeShelf();
    new Store(shelf, "us").set("5", "a");
    for (const text of ["{oops", "null", "[]", '{"secret":1}']) shelf.setItem(`toponaut:1:plays:${text.length}`, text);
    expect(new SavedPlays(shelf).all()).to.be.empty;
  });

  it("holds them while the page is open where storage is blocked", () => {
    const plays = new SavedPlays(null);
    plays.put("abc", older);
    expect(plays.get("abc")).to.deep.equal(older);
  });
});
