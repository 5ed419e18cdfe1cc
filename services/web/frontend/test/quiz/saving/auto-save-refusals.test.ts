import { expect } from "chai";
import { refused, settled } from "../fake-server";
import { setup, setupSaved } from "./auto-save-setup";

describe("AutoSave, refusals", () => {
  it("pauses after six refused requests in a row", async () => {
    const { autoSave, server, namePlaces, fireTimer, delay } = await setupSaved();
    server.failures = Array<ReturnType<typeof refused>>(20).fill(refused("bad_removed"));
    namePlaces(3);
    await fireTimer();
    expect([server.log.length, autoSave.error, delay()]).to.deep.equal([6, { kind: "busy" }, 1_000]);
  });

  it("keeps the places and saves them when the day's limit ends", async () => {
    const { autoSave, server, namePlaces, fireTimer, delay } = setup();
    server.failures = [{ kind: "busy", retryAfter: 9_000, code: "daily_limit" }];
    autoSave.begin();
    await settled();
    expect([autoSave.error, delay()]).to.deep.equal([{ kind: "daily-limit", until: 9_005_000 }, 9_000_000]);
    namePlaces(3);
    expect(server.log).to.have.length(1);
    await fireTimer();
    expect([autoSave.error, server.play?.ids]).to.deep.equal([null, [1, 2, 3]]);
  });

  it("tries again when the page is opened again during the day's limit", async () => {
    const { autoSave, server, backend } = setup();
    const limit = { kind: "busy", retryAfter: 9_000, code: "daily_limit" } as const;
    server.failures = [limit, limit];
    autoSave.begin();
    await settled();
    const reopened = setup(backend, server);
    reopened.autoSave.retry();
    await settled();
    expect([reopened.autoSave.error?.kind, reopened.delay()]).to.deep.equal(["daily-limit", 9_000_000]);
    await reopened.fireTimer();
    expect([server.plays.length, server.play?.ids]).to.deep.equal([1, [1, 2]]);
  });

  it("sends the whole play if the server does not have a removed place", async () => {
    const { autoSave, server, snapshot, fireTimer } = await setupSaved();
    server.failures = [refused("bad_removed")];
    snapshot.ids = [2];
    autoSave.touch();
    await fireTimer();
    expect([server.log, server.play?.ids]).to.deep.equal([["PATCH +0 -1", "PUT"], [2]]);
  });

  for (const code of ["unknown_play", "not_yours", "no_secret"]) {
    it(`forgets a play that this browser can no longer change: ${code}`, async () => {
      const { autoSave, server, backend, namePlaces, fireTimer } = await setupSaved();
      server.failures = [refused(code)];
      namePlaces(3);
      await fireTimer();
      expect([autoSave.saveState, autoSave.notice, backend.keys()]).to.deep.equal([null, { kind: "gone" }, []]);
      autoSave.begin();
      await settled();
      expect([autoSave.saveState?.link?.id, autoSave.notice]).to.deep.equal(["play2", null]);
    });
  }

  it("stops if the server has newer data, and saves all places after a reload", async () => {
    const { autoSave, server, backend, namePlaces, fireTimer } = await setupSaved();
    server.failures = [refused("stale_data")];
    namePlaces(3);
    await fireTimer();
    namePlaces(4);
    await fireTimer();
    expect([server.log, autoSave.error]).to.deep.equal([["PATCH +1 -0"], { kind: "stale" }]);
    setup(backend, server, [1, 2, 3, 4]).autoSave.retry();
    await settled();
    expect(server.play?.ids).to.deep.equal([1, 2, 3, 4]);
  });

  it("keeps the link if a change is refused, and retries with the next change", async () => {
    const { autoSave, server, namePlaces, fireTimer } = await setupSaved();
    server.failures = [refused("bad_ended")];
    namePlaces(3);
    await fireTimer();
    expect([autoSave.error, autoSave.saveState?.link?.id]).to.deep.equal([{ kind: "refused", message: "No: bad_ended." }, "play1"]);
    namePlaces(4);
    await fireTimer();
    expect([server.play?.ids, autoSave.error]).to.deep.equal([[1, 2, 3, 4], null]);
  });
});
