import { expect } from "chai";
import { busy, offline, settled } from "../fake-server";
import { setup, setupSaved } from "./auto-save-setup";

describe("AutoSave, updates", () => {
  it("sends the difference five seconds after a change", async () => {
    const { autoSave, server, snapshot, namePlaces, fireTimer, delay } = await setupSaved();
    namePlaces(3);
    expect(delay()).to.equal(5_000);
    await fireTimer();
    snapshot.ids = [1, 3, 4];
    snapshot.mode = "every";
    autoSave.touch();
    await fireTimer();
    expect(server.log).to.deep.equal(["PATCH +1 -0", "PATCH +1 -1"]);
    expect(server.play).to.deep.include({ ids: [1, 3, 4], mode: "every", revision: 3 });
  });

  it("sends nothing if nothing has changed", async () => {
    const { autoSave, server, fireTimer } = await setupSaved();
    autoSave.touch();
    await fireTimer();
    autoSave.retry();
    await autoSave.flushOnUnload();
    expect(server.log).to.be.empty;
  });

  it("sends the whole play if the order has changed", async () => {
    const { autoSave, server, snapshot, fireTimer } = await setupSaved();
    snapshot.ids = [2, 1];
    autoSave.touch();
    await fireTimer();
    expect([server.log, server.play?.ids]).to.deep.equal([["PUT"], [2, 1]]);
  });

  it("sends places after a reload that the earlier page did not send", async () => {
    const { server, backend } = await setupSaved();
    setup(backend, server, [1, 2, 3]).autoSave.retry();
    await settled();
    expect([server.log, server.play?.ids]).to.deep.equal([["PATCH +1 -0"], [1, 2, 3]]);
  });

  it("sends the whole play after a reload if a place was removed", async () => {
    const { server, backend } = await setupSaved();
    setup(backend, server, [2, 3]).autoSave.retry();
    await settled();
    expect([server.log, server.play?.ids]).to.deep.equal([["PUT"], [2, 3]]);
  });

  it("retries while the connection is lost, and loses no place", async () => {
    const { autoSave, server, namePlaces, fireTimer, delay } = await setupSaved();
    server.failures = [offline, offline];
    namePlaces(3);
    await fireTimer();
    expect([autoSave.error, delay()]).to.deep.equal([{ kind: "offline" }, 1_000]);
    namePlaces(4);
    await fireTimer();
    expect(delay()).to.equal(2_000);
    await fireTimer();
    expect([server.play?.ids, autoSave.error]).to.deep.equal([[1, 2, 3, 4], null]);
    server.failures = [offline];
    namePlaces(5);
    await fireTimer();
    expect(delay()).to.equal(1_000); // the back-off starts again
  });

  it("sends nothing to a busy server before the time it asked for", async () => {
    const { server, namePlaces, fireTimer, delay } = await setupSaved();
    server.failures = [busy];
    namePlaces(3);
    await fireTimer();
    namePlaces(4);
    expect([server.log.length, delay()]).to.deep.equal([1, 7_000]);
    await fireTimer();
    expect(server.play?.ids).to.deep.equal([1, 2, 3, 4]);
  });

  it("saves a changed mode of the same places", async () => {
    const { autoSave, server, snapshot, fireTimer } = await setupSaved();
    snapshot.mode = "filtered";
    autoSave.touch();
    await fireTimer();
    expect([server.log, server.play?.mode]).to.deep.equal([["PATCH +0 -0"], "filtered"]);
  });

  it("saves places that were named during a slow save afterwards", async () => {
    const { autoSave, server, namePlaces, fireTimer, delay } = await setupSaved();
    namePlaces(3);
    autoSave.retry();
    namePlaces(4);
    await fireTimer(); // the five seconds end while the first request is in flight
    expect([server.log, delay()]).to.deep.equal([["PATCH +1 -0"], 5_000]);
    await fireTimer();
    expect(server.play?.ids).to.deep.equal([1, 2, 3, 4]);
  });

  it("asks for the server's revision if an answer was lost", async () => {
    const { server, namePlaces, fireTimer } = await setupSaved();
    server.failures = ["answer-lost"];
    namePlaces(3);
    await fireTimer();
    namePlaces(4);
    await fireTimer();
    expect(server.log).to.deep.equal(["PATCH +1 -0", "PATCH +2 -0", "GET", "PUT"]);
    expect(server.play?.ids).to.deep.equal([1, 2, 3, 4]);
  });

  it("takes the revision from storage if another tab has saved", async () => {
    const { server, backend, namePlaces, fireTimer } = await setupSaved();
    const other = setup(backend, server, [1, 2, 3]);
    server.duringRequest = () => {
      server.duringRequest = null;
      other.autoSave.retry();
    };
    namePlaces(4);
    await fireTimer();
    expect(server.log).not.to.include("GET");
    expect(server.plays).to.have.length(1);
  });

  it("does not change the saved play if its last place is removed", async () => {
    const { autoSave, server, snapshot, fireTimer } = await setupSaved();
    snapshot.ids = [];
    autoSave.touch();
    await fireTimer();
    expect([server.log, server.play?.ids]).to.deep.equal([[], [1, 2]]);
  });
});
