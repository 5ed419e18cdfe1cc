import { expect } from "chai";
import { NamespacedStore } from "../../src/storage/namespaced-store";
import { FakeStorage } from "../fake-storage";

describe("NamespacedStore", () => {
  it("prefixes keys with a version and the namespace", () => {
    const backend = new FakeStorage();
    new NamespacedStore(backend, "us").set("5", "a");
    new NamespacedStore(backend, "fr").set("6", "b");
    expect(backend.keys()).to.deep.equal(["toponaut:1:us:5", "toponaut:1:fr:6"]);
    expect(new NamespacedStore(backend, "us").keys()).to.deep.equal(["5"]);
  });

  it("holds values in memory if the storage is full, and reports that", () => {
    const store = new NamespacedStore(new FakeStorage(1), "us");
    store.set("1", "a");
    expect(store.fault).to.equal(null);
    store.set("2", "b");
    expect(store.fault).to.equal("full");
    expect(store.get("2")).to.equal("b");
    expect(store.keys()).to.deep.equal(["1", "2"]);
  });

  it("holds values in memory if the storage is blocked, and reports that", () => {
    const store = new NamespacedStore(null, "us");
    store.set("1", "a");
    expect(store.fault).to.equal("blocked");
    expect(store.get("1")).to.equal("a");
  });

  it("tells only the first of two tabs that it removed a key", () => {
    const backend = new FakeStorage();
    const [one, two] = [new NamespacedStore(backend, "us"), new NamespacedStore(backend, "us")];
    one.set("guess", "x");
    expect([two.remove("guess"), one.remove("guess")]).to.deep.equal([true, false]);
  });
});
