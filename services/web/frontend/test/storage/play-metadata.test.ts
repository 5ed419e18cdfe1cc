import { expect } from "chai";
import { NamespacedStore } from "../../src/storage/namespaced-store";
import { PlayMetadata } from "../../src/storage/play-metadata";
import { FakeStorage } from "../fake-storage";

describe("PlayMetadata", () => {
  it("keeps the highest mode until it is cleared", () => {
    const metadata = new PlayMetadata(new NamespacedStore(new FakeStorage(), "us"));
    metadata.raiseMode("every");
    metadata.raiseMode("filtered");
    expect(metadata.mode).to.equal("every");
    metadata.clear();
    expect(metadata.mode).to.equal("plain");
  });
});
