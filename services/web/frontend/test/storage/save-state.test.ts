import { expect } from "chai";
import { NamespacedStore } from "../../src/storage/namespaced-store";
import { type SavedLink, SaveStateStore } from "../../src/storage/save-state";
import { SavedPlays } from "../../src/storage/saved-plays";
import { FakeStorage } from "../fake-storage";

const link: SavedLink = { id: "abc", url: "/plays/abc", secret: "s", revision: 1, fingerprint: "1.x", mode: "plain", at: 7 };
const open = (backend: FakeStorage, slug = "us"): SaveStateStore =>
  new SaveStateStore(new NamespacedStore(backend, slug), new SavedPlays(backend), "United States");

describe("SaveStateStore", () => {
  it("is shared by tabs and survives a reload", () => {
    const backend = new FakeStorage();
    open(backend).begin("key");
    open(backend).begin("another key");
    expect(open(backend).get()).to.deep.equal({ key: "key", link: null });
    open(backend).setLink("key", link);
    expect(open(backend).updateLink("abc", { revision: 2 })).to.equal(true);
    expect(open(backend).get()).to.deep.equal({ key: "key", link: { ...link, revision: 2 } });
    expect(open(backend, "fr").get()).to.equal(null);
  });

  it("reads and writes the format that players' browsers hold", () => {
    const backend = new FakeStorage();
    const stored = { key: "key", link: { id: "abc", url: "/plays/abc", secret: "s", revision: 1, mode: "plain", at: 7, print: "1.x" } };
    backend.setItem("toponaut:1:us:play", JSON.stringify(stored));
    expect(open(backend).get()).to.deep.equal({ key: "key", link });
    open(backend).updateLink("abc", { revision: 2 });
    expect(JSON.parse(backend.getItem("toponaut:1:us:play") ?? "")).to.deep.equal({ ...stored, link: { ...stored.link, revision: 2 } });
  });

  it("stores the secret even of a play that is no longer the current one", () => {
    const backend = new FakeStorage();
    open(backend).setLink("key of an earlier play", link);
    expect(open(backend).get()).to.equal(null);
    expect(new SavedPlays(backend).get("abc")).to.deep.equal({ secret: "s", quiz: "us", title: "United States", at: 7 });
  });

  it("changes nothing if the id is another play's", () => {
    const backend = new FakeStorage();
    open(backend).begin("key");
    open(backend).setLink("key", link);
    expect(open(backend).updateLink("def", { revision: 9 })).to.equal(false);
    open(backend).forget("def");
    expect(open(backend).get()?.link).to.deep.equal(link);
    open(backend).forget("abc");
    expect(backend.keys()).to.be.empty;
  });

  it("is empty if its entry is damaged", () => {
    const backend = new FakeStorage();
    for (const text of ["{oops", "null", "[]", '{"key":1}']) {
      backend.setItem("toponaut:1:us:play", text);
      expect(open(backend).get()).to.equal(null);
    }
    backend.setItem("toponaut:1:us:play", '{"key":"k","link":{"id":"abc"}}');
    expect(open(backend).get()).to.deep.equal({ key: "k", link: null });
  });

  it("recognises its own storage key", () => {
    const state = open(new FakeStorage());
    const keys = ["toponaut:1:us:play", null, "toponaut:1:us:5", "toponaut:1:fr:play"];
    expect(keys.map((key) => state.isStoredAt(key))).to.deep.equal([true, true, false, false]);
  });
});
