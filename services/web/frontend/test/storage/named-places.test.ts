import { expect } from "chai";
import { changeFromOtherTab, formatPlace, loadPlaces, parsePlace, storeChange } from "../../src/storage/named-places";
import { NamespacedStore } from "../../src/storage/namespaced-store";
import { chicago, newYork } from "../factories";
import { FakeStorage } from "../fake-storage";

const first = { ...chicago, at: 1 };
const second = { ...newYork, at: 2 };

describe("stored places", () => {
  it("are loaded in the order of naming", () => {
    const store = new NamespacedStore(new FakeStorage(), "us");
    storeChange(store, { added: [second, first], removed: [] });
    expect(loadPlaces(store)).to.deep.equal([first, second]);
  });

  it("are removed one by one", () => {
    const store = new NamespacedStore(new FakeStorage(), "us");
    storeChange(store, { added: [first, second], removed: [] });
    storeChange(store, { added: [], removed: [first] });
    expect(loadPlaces(store)).to.deep.equal([second]);
  });

  it("are not overwritten by a second tab", () => {
    const backend = new FakeStorage();
    storeChange(new NamespacedStore(backend, "us"), { added: [first], removed: [] });
    storeChange(new NamespacedStore(backend, "us"), { added: [second], removed: [] });
    expect(loadPlaces(new NamespacedStore(backend, "us"))).to.deep.equal([first, second]);
  });

  it("are loaded without damaged entries, and without keys of other quizzes, versions or kinds", () => {
    const backend = new FakeStorage();
    const store = new NamespacedStore(backend, "us");
    storeChange(store, { added: [first], removed: [] });
    for (const key of ["toponaut:1:us:7", "toponaut:1:fr:8", "toponaut:2:us:9", "toponaut:1:us:started"]) backend.setItem(key, "{oops");
    expect(loadPlaces(store)).to.deep.equal([first]);
  });

  it("are parsed only if they have the stored form", () => {
    expect(parsePlace(1, "[1,2]")).to.equal(null);
    expect(parsePlace(1, null)).to.equal(null);
    expect(parsePlace(chicago.id, formatPlace(first))).to.deep.equal(first);
  });
});

describe("changeFromOtherTab", () => {
  it("reads which place another tab added or removed", () => {
    const store = new NamespacedStore(new FakeStorage(), "us");
    const key = `toponaut:1:us:${chicago.id}`;
    expect(changeFromOtherTab(store, key, formatPlace(first), undefined)).to.deep.equal({ added: [first], removed: [] });
    expect(changeFromOtherTab(store, key, null, first)).to.deep.equal({ added: [], removed: [first] });
  });

  it("ignores keys that are not places of this quiz", () => {
    const store = new NamespacedStore(new FakeStorage(), "us");
    expect(changeFromOtherTab(store, "toponaut:1:fr:5", formatPlace(first), undefined)).to.equal(null);
    expect(changeFromOtherTab(store, "toponaut:1:us:mode", "every", undefined)).to.equal(null);
  });
});
