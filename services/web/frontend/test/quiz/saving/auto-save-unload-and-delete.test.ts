import { expect } from "chai";
import { fingerprintOf } from "../../../src/game/save-delta";
import { SavedPlays } from "../../../src/storage/saved-plays";
import { offline, refused, settled } from "../fake-server";
import { setup, setupSaved } from "./auto-save-setup";

describe("AutoSave, closing page and deletion", () => {
  // Without a data version, because a page that is closing could not answer to "stale_data".
  it("sends unsaved places before the page closes, without a data version", async () => {
    const { autoSave, server, name, fireTimer } = await setupSaved();
    name(3);
    await autoSave.flushOnUnload();
    await fireTimer();
    expect([server.log, server.play?.ids]).to.deep.equal([["PATCH +1 -0 flush"], [1, 2, 3]]);
  });

  it("sends them once, although hiding and leaving are two events", async () => {
    const { autoSave, server, name } = await setupSaved();
    name(3);
    await Promise.all([autoSave.flushOnUnload(), autoSave.flushOnUnload()]);
    expect(server.log).to.deep.equal(["PATCH +1 -0 flush"]);
  });

  it("builds on a request that is still in flight", async () => {
    const { autoSave, server, name } = await setupSaved();
    name(3);
    autoSave.retry();
    name(4);
    await autoSave.flushOnUnload();
    await settled();
    expect([server.log, server.play?.ids]).to.deep.equal([["PATCH +1 -0", "PATCH +1 -0 flush"], [1, 2, 3, 4]]);
    expect(autoSave.saveState?.link?.revision).to.equal(3);
  });

  it("ignores an older answer that arrives later", async () => {
    const { autoSave, server, name } = await setupSaved();
    const { patch } = server;
    server.patch = async (...asked) => {
      server.patch = patch;
      const outcome = await patch(...asked);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return outcome;
    };
    name(3);
    autoSave.retry();
    name(4);
    await autoSave.flushOnUnload();
    await settled();
    expect(autoSave.saveState?.link).to.deep.include({ revision: 3, fingerprint: fingerprintOf([1, 2, 3, 4]) });
  });

  it("is repeated by the next page if the request or its answer was lost", async () => {
    for (const failure of [offline, "answer-lost" as const]) {
      const { autoSave, server, backend, name } = await setupSaved();
      server.failures = [failure];
      name(3);
      await autoSave.flushOnUnload();
      setup(backend, server, [1, 2, 3, 4]).autoSave.retry();
      await settled();
      expect([server.plays.length, server.play?.ids]).to.deep.equal([1, [1, 2, 3, 4]]);
    }
  });

  it("retries if the page was not closed after all", async () => {
    const { autoSave, server, name, fireTimer } = await setupSaved();
    server.failures = [offline];
    name(3);
    await autoSave.flushOnUnload();
    await fireTimer();
    expect(server.play?.ids).to.deep.equal([1, 2, 3]);
  });

  it("saves another play after the first is detached", async () => {
    const { autoSave, server, backend, snapshot } = await setupSaved();
    autoSave.detach();
    snapshot.ids = [5];
    autoSave.touch();
    await autoSave.flushOnUnload();
    autoSave.begin();
    await settled();
    expect(server.plays.map(({ ids }) => ids)).to.deep.equal([[1, 2], [5]]);
    expect(new SavedPlays(backend).all()).to.have.length(2);
  });

  it("stores the secret of a play that is detached during its first save", async () => {
    const { autoSave, server, backend } = setup();
    server.duringRequest = () => {
      autoSave.detach();
    };
    autoSave.begin();
    await settled();
    expect([autoSave.saveState, new SavedPlays(backend).get("play1")?.secret]).to.deep.equal([null, "secret of key1"]);
  });

  it("deletes the saved play", async () => {
    const { autoSave, server, backend } = await setupSaved();
    expect(await autoSave.remove()).to.equal(null);
    expect([server.plays, autoSave.saveState, backend.keys(), autoSave.notice]).to.deep.equal([[], null, [], { kind: "deleted" }]);
  });

  it("says why the deletion failed, and keeps the link", async () => {
    const { autoSave, server } = await setupSaved();
    server.failures = [offline];
    expect(await autoSave.remove()).to.deep.equal({ kind: "offline" });
    expect(autoSave.saveState?.link?.id).to.equal("play1");
    expect(autoSave.error).to.equal(null);
  });

  it("counts a play that no longer exists as deleted", async () => {
    const { autoSave, server } = await setupSaved();
    server.failures = [refused("unknown_play")];
    expect(await autoSave.remove()).to.equal(null);
    expect(autoSave.saveState).to.equal(null);
  });
});
