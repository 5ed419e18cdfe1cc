import { expect } from "chai";
import { SavedPlays } from "../../src/storage/saved-plays";
import { type Link, SavingState } from "../../src/storage/save-state";
import { Store } from "../../src/storage/namespaced-store";
import { FakeShelf } from "../factories";

const link: Link = { id: "abc", url: "/plays/abc", secret: "s", revision: 1, print: "1.x", mode: "plain", at: 7 };
const state = (shelf: FakeShelf, slug = "us"): SavingState => new SavingState(new Store(shelf, slug), new SavedPlays(shelf), "United States");

describe("SavingState", () => {
  it("is shared by tabs and survives a reload", () => {
    const shelf = new FakeShelf();
    state(shelf).begin("key");
    state(shelf).begin("another key");
    expect(state(shelf).get()).to.deep.equal({ key: "key", link: null });
    state(shelf).link("key", link);
    expect(state(shelf).update("abc", { revision: 2 })).to.equal(true);
    expect(state(shelf).get()).to.deep.equal({ key: "key", link: { ...link, revision: 2 } });
    expect(state(shelf, "fr").get()).to.equal(null);
  });

  it("keeps what proves the play, also of one that is not the present one any more", () => {
    const shelf = new FakeShelf();
    state(shelf).link("key of a play before", link);
    expect(state(shelf).get()).to.equal(null);
    expect(new SavedPlays(shelf).get("abc")).to.deep.equal({ secret: "s", quiz: "us", title: "United States", at: 7 });
  });

  it("knows nothing of another play", () => {
    const shelf = new FakeShelf();
    state(shelf).begin("key");
    state(shelf).link("key", link);
    expect(state(shelf).update("def", { revision: 9 })).to.equal(false);
    state(shelf).forget("def");
    expect(state(shelf).get()?.link).to.deep.equal(link);
    state(shelf).forget("abc");
    expect(shelf.keys()).to.be.empty;
  });

  it("starts again where its entry is spoilt", () => {
    const shelf = new FakeShelf();
    for (const text of ["{oops", "null", "[]", '{"key":1}']) {
      shelf.setItem("toponaut:1:us:play", text);
      expect(state(shelf).get()).to.equal(null);
    }
    shelf.setItem("toponaut:1:us:play", '{"key":"k","link":{"id":"abc"}}');
    expect(state(shelf).get()).to.deep.equal({ key: "k", link: null });
  });

  it("tells its own key from a place's", () => {
    const own = state(new FakeShelf());
    expect(["toponaut:1:us:play", null, "toponaut:1:us:5", "toponaut:1:fr:play"].map((key) => own.isAt(key))).to.deep.equal([true, true, false, false]);
  });
});
