import { expect } from "chai";
import { NamespacedStore } from "../../src/storage/namespaced-store";
import { PlaySession } from "../../src/storage/play-session";
import { FakeStorage } from "../fake-storage";

describe("PlaySession", () => {
  it("keeps the highest mode until it is cleared", () => {
    const session = new PlaySession(new NamespacedStore(new FakeStorage(), "us"));
    session.raiseMode("every");
    session.raiseMode("filtered");
    expect(session.mode).to.equal("every");
    session.clear();
    expect(session.mode).to.equal("plain");
  });
});
