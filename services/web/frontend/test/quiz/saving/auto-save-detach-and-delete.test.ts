import { expect } from "chai";
import { SavedPlays } from "../../../src/storage/saved-plays";
import { offline, refused, settled } from "../fake-server";
import { setup, setupSaved } from "./auto-save-setup";

describe("AutoSave, detached and deleted plays", () => {
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
