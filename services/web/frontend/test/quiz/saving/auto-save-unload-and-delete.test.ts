import { expect } from "chai";
import { fingerprintOf } from "../../../src/game/save-delta";
import { SavedPlays } from "../../../src/storage/saved-plays";
import { offline, refused, settled } from "../fake-server";
import { rig, saved } from "./auto-save-setup";

describe("Saver, at the end", () => {
  it("sends what is unsaved before the page goes away, whatever data is loaded", async () => {
    const { saver, server, name, pass } = await saved();
    name(3);
    await saver.lastWord();
    await pass();
    expect([server.log, server.play?.ids]).to.deep.equal([["PATCH +1 -0 last"], [1, 2, 3]]);
  });

  it("sends it once, though hiding and leaving are two events", async () => {
    const { saver, server, name } = await saved();
    name(3);
    await Promise.all([saver.lastWord(), saver.lastWord()]);
    expect(server.log).to.deep.equal(["PATCH +1 -0 last"]);
  });

  it("goes on from what is still on its way", async () => {
    const { saver, server, name } = await saved();
    name(3);
    saver.retry();
    name(4);
    await saver.lastWord();
    await settled();
    expect([server.log, server.play?.ids]).to.deep.equal([["PATCH +1 -0", "PATCH +1 -0 last"], [1, 2, 3, 4]]);
    expect(saver.saving?.link?.revision).to.equal(3);
  });

  it("is not thrown back by an older answer that comes later", async () => {
    const { saver, server, name } = await saved();
    const { patch } = server;
    server.patch = async (...asked) => {
      server.patch = patch;
      const outcome = await patch(...asked);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return outcome;
    };
    name(3);
    saver.retry();
    name(4);
    await saver.lastWord();
    await settled();
    expect(saver.saving?.link).to.deep.include({ revision: 3, print: fingerprintOf([1, 2, 3, 4]) });
  });

  it("is mended by the next page where it did not come through, or nobody saw the answer", async () => {
    for (const fate of [offline, "lost" as const]) {
      const { saver, server, shelf, name } = await saved();
      server.fates = [fate];
      name(3);
      await saver.lastWord();
      rig(shelf, server, [1, 2, 3, 4]).saver.retry();
      await settled();
      expect([server.plays.length, server.play?.ids]).to.deep.equal([1, [1, 2, 3, 4]]);
    }
  });

  it("tries again where the page lives on", async () => {
    const { saver, server, name, pass } = await saved();
    server.fates = [offline];
    name(3);
    await saver.lastWord();
    await pass();
    expect(server.play?.ids).to.deep.equal([1, 2, 3]);
  });

  it("leaves a play behind at its link, and makes another", async () => {
    const { saver, server, shelf, shot } = await saved();
    saver.leaveBehind();
    shot.ids = [5];
    saver.touch();
    await saver.lastWord();
    saver.begin();
    await settled();
    expect(server.plays.map(({ ids }) => ids)).to.deep.equal([[1, 2], [5]]);
    expect(new SavedPlays(shelf).all()).to.have.length(2);
  });

  it("keeps what proves a play that was left behind while it was being saved", async () => {
    const { saver, server, shelf } = rig();
    server.meanwhile = () => {
      saver.leaveBehind();
    };
    saver.begin();
    await settled();
    expect([saver.saving, new SavedPlays(shelf).get("play1")?.secret]).to.deep.equal([null, "secret of key1"]);
  });

  it("deletes the saved play", async () => {
    const { saver, server, shelf } = await saved();
    expect(await saver.remove()).to.equal(null);
    expect([server.plays, saver.saving, shelf.keys(), saver.notice]).to.deep.equal([[], null, [], { kind: "deleted" }]);
  });

  it("says why it was not deleted, and keeps it", async () => {
    const { saver, server } = await saved();
    server.fates = [offline];
    expect(await saver.remove()).to.deep.equal({ kind: "offline" });
    expect(saver.saving?.link?.id).to.equal("play1");
    expect(saver.hitch).to.equal(null);
  });

  it("takes a play that is gone already for deleted", async () => {
    const { saver, server } = await saved();
    server.fates = [refused("unknown_play")];
    expect(await saver.remove()).to.equal(null);
    expect(saver.saving).to.equal(null);
  });
});
