import { expect } from "chai";
import { Store } from "../../src/storage/namespaced-store";
import { FakeShelf } from "../factories";

describe("Store", () => {
  it("keeps each quiz apart, with a version", () => {
    const shelf = new FakeShelf();
    new Store(shelf, "us").set("5", "a");
    new Store(shelf, "fr").set("6", "b");
    expect(shelf.keys()).to.deep.equal(["toponaut:1:us:5", "toponaut:1:fr:6"]);
    expect(new Store(shelf, "us").names()).to.deep.equal(["5"]);
  });

  it("goes on in memory when the storage is full, and says so", () => {
    const store = new Store(new FakeShelf(1), "us");
    store.set("1", "a");
    expect(store.fault).to.equal(null);
    store.set("2", "b");
    expect(store.fault).to.equal("full");
    expect(store.get("2")).to.equal("b");
    expect(store.names()).to.deep.equal(["1", "2"]);
  });

  it("goes on in memory when the storage is blocked, and says so", () => {
    const store = new Store(null, "us");
    store.set("1", "a");
    expect(store.fault).to.equal("blocked");
    expect(store.get("1")).to.equal("a");
  });

  it("tells only one of two tabs that it removed a key", () => {
    const shelf = new FakeShelf();
    const [one, two] = [new Store(shelf, "us"), new Store(shelf, "us")];
    one.set("guess", "x");
    expect([two.remove("guess"), one.remove("guess")]).to.deep.equal([true, false]);
  });
});
