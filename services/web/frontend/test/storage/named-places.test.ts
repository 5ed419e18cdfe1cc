import { expect } from "chai";
import { changeFrom, load, pack, save, unpack } from "../../src/storage/named-places";
import { Store } from "../../src/storage/namespaced-store";
import { chicago, FakeShelf, newYork } from "../factories";

const first = { ...chicago, at: 1 };
const second = { ...newYork, at: 2 };

describe("progress", () => {
  it("comes back as it was, in order", () => {
    const store = new Store(new FakeShelf(), "us");
    save(store, { added: [second, first], removed: [] });
    expect(load(store)).to.deep.equal([first, second]);
  });

  it("forgets one place without touching the others", () => {
    const store = new Store(new FakeShelf(), "us");
    save(store, { added: [first, second], removed: [] });
    save(store, { added: [], removed: [first] });
    expect(load(store)).to.deep.equal([second]);
  });

  it("cannot be overwritten by a second tab", () => {
    const shelf = new FakeShelf();
    save(new Store(shelf, "us"), { added: [first], removed: [] });
    save(new Store(shelf, "us"), { added: [second], removed: [] });
    expect(load(new Store(shelf, "us"))).to.deep.equal([first, second]);
  });

  it("skips a spoilt entry, another quiz's, another version's and other keys", () => {
    const shelf = new FakeShelf();
    const store = new Store(shelf, "us");
    save(store, { added: [first], removed: [] });
    for (const key of ["toponaut:1:us:7", "toponaut:1:fr:8", "toponaut:2:us:9", "toponaut:1:us:started"]) shelf.setItem(key, "{oops");
    expect(load(store)).to.deep.equal([first]);
  });

  it("refuses anything but its own shape", () => {
    expect(unpack(1, "[1,2]")).to.equal(null);
    expect(unpack(1, null)).to.equal(null);
    expect(unpack(chicago.id, pack(first))).to.deep.equal(first);
  });

  it("reads another tab's writes", () => {
    const store = new Store(new FakeShelf(), "us");
    const key = `toponaut:1:us:${chicago.id}`;
    expect(changeFrom(store, key, pack(first), undefined)).to.deep.equal({ added: [first], removed: [] });
    expect(changeFrom(store, key, null, first)).to.deep.equal({ added: [], removed: [first] });
    expect(changeFrom(store, "toponaut:1:fr:5", pack(first), undefined)).to.equal(null);
    expect(changeFrom(store, "toponaut:1:us:mode", "every", undefined)).to.equal(null);
  });
});
