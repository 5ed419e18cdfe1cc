import { expect } from "chai";
import { fingerprintOf } from "../../../src/game/save-delta";
import { offline, settled } from "../fake-server";
import { makeIds, setup, setupSaved } from "./auto-save-setup";

describe("AutoSave, closing page", () => {
  it("sends unsaved places before the page closes, without a data version", async () => {
    const { autoSave, server, namePlaces, fireTimer } = await setupSaved();
    namePlaces(3);
    await autoSave.flushOnUnload();
    await fireTimer();
    expect([server.log, server.play?.ids]).to.deep.equal([["PATCH +1 -0 flush"], [1, 2, 3]]);
  });

  it("sends them once, although hiding and leaving are two events", async () => {
    const { autoSave, server, namePlaces } = await setupSaved();
    namePlaces(3);
    await Promise.all([autoSave.flushOnUnload(), autoSave.flushOnUnload()]);
    expect(server.log).to.deep.equal(["PATCH +1 -0 flush"]);
  });

  it("builds on a request that is still in flight", async () => {
    const { autoSave, server, namePlaces } = await setupSaved();
    namePlaces(3);
    autoSave.retry();
    namePlaces(4);
    await autoSave.flushOnUnload();
    await settled();
    expect([server.log, server.play?.ids]).to.deep.equal([["PATCH +1 -0", "PATCH +1 -0 flush"], [1, 2, 3, 4]]);
    expect(autoSave.saveState?.link?.revision).to.equal(3);
  });

  it("ignores an older answer that arrives later", async () => {
    const { autoSave, server, namePlaces } = await setupSaved();
    const { patch } = server;
    server.patch = async (...asked) => {
      server.patch = patch;
      const outcome = await patch(...asked);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return outcome;
    };
    namePlaces(3);
    autoSave.retry();
    namePlaces(4);
    await autoSave.flushOnUnload();
    await settled();
    expect(autoSave.saveState?.link).to.deep.include({ revision: 3, fingerprint: fingerprintOf([1, 2, 3, 4]) });
  });

  it("is repeated by the next page if the request or its answer was lost", async () => {
    for (const failure of [offline, "answer-lost" as const]) {
      const { autoSave, server, backend, namePlaces } = await setupSaved();
      server.failures = [failure];
      namePlaces(3);
      await autoSave.flushOnUnload();
      setup(backend, server, [1, 2, 3, 4]).autoSave.retry();
      await settled();
      expect([server.plays.length, server.play?.ids]).to.deep.equal([1, [1, 2, 3, 4]]);
    }
  });

  it("retries if the page was not closed after all", async () => {
    const { autoSave, server, namePlaces, fireTimer } = await setupSaved();
    server.failures = [offline];
    namePlaces(3);
    await autoSave.flushOnUnload();
    await fireTimer();
    expect(server.play?.ids).to.deep.equal([1, 2, 3]);
  });

  it("does not ask the player to stay if little or nothing is unsaved", async () => {
    const { autoSave, namePlaces } = await setupSaved();
    expect(autoSave.saveIfFlushTooLarge()).to.equal(false);
    namePlaces(3);
    expect(autoSave.saveIfFlushTooLarge()).to.equal(false);
  });

  it("does not ask the player to stay if the play was never saved", () => {
    expect(setup(undefined, undefined, makeIds(8_000)).autoSave.saveIfFlushTooLarge()).to.equal(false);
  });

  it("asks the player to stay until a request too large for a closing page has arrived", async () => {
    const { autoSave, namePlaces } = await setupSaved();
    namePlaces(...makeIds(8_000));
    expect(autoSave.saveIfFlushTooLarge()).to.equal(true);
    await settled();
    expect(autoSave.saveIfFlushTooLarge()).to.equal(false);
  });

  it("asks the player to stay during a first save of that size", async () => {
    const { autoSave } = setup(undefined, undefined, makeIds(8_000));
    autoSave.begin();
    expect(autoSave.saveIfFlushTooLarge()).to.equal(true);
    await settled();
    expect(autoSave.saveIfFlushTooLarge()).to.equal(false);
  });

  it("starts to save the unsaved places when it asks the player to stay", async () => {
    const { autoSave, server, snapshot } = await setupSaved();
    snapshot.ids = [...snapshot.ids, ...makeIds(8_000)];
    expect([autoSave.saveIfFlushTooLarge(), server.log]).to.deep.equal([true, ["PATCH +8000 -0"]]);
  });

  it("does not ask the player to stay if the page cannot send", async () => {
    const { autoSave, server, namePlaces } = await setupSaved();
    server.failures = [offline];
    namePlaces(...makeIds(8_000));
    await settled();
    expect([autoSave.error, autoSave.saveIfFlushTooLarge()]).to.deep.equal([{ kind: "offline" }, false]);
  });
});
