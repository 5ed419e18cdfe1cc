import { expect } from "chai";
import { refused, settled } from "../fake-server";
import { rig, saved } from "./auto-save-setup";

describe("Saver, refused", () => {
  it("does not dispute for ever", async () => {
    const { saver, server, name, pass, waits } = await saved();
    server.fates = Array<ReturnType<typeof refused>>(20).fill(refused("bad_removed"));
    name(3);
    await pass();
    expect([server.log.length, saver.hitch, waits()]).to.deep.equal([6, { kind: "busy" }, 1_000]);
  });

  it("sends the whole where the server misses what was taken out", async () => {
    const { saver, server, shot, pass } = await saved();
    server.fates = [refused("bad_removed")];
    shot.ids = [2];
    saver.touch();
    await pass();
    expect([server.log, server.play?.ids]).to.deep.equal([["PATCH +0 -1", "PUT"], [2]]);
  });

  for (const code of ["unknown_play", "not_yours", "no_secret"]) {
    it(`forgets a play that is out of reach: ${code}`, async () => {
      const { saver, server, shelf, name, pass } = await saved();
      server.fates = [refused(code)];
      name(3);
      await pass();
      expect([saver.saving, saver.notice, shelf.keys()]).to.deep.equal([null, { kind: "gone" }, []]);
      saver.begin();
      await settled();
      expect([saver.saving?.link?.id, saver.notice]).to.deep.equal(["play2", null]);
    });
  }

  it("stops for new data, and loses nothing", async () => {
    const { saver, server, shelf, name, pass } = await saved();
    server.fates = [refused("stale_data")];
    name(3);
    await pass();
    name(4);
    await pass();
    expect([server.log, saver.hitch]).to.deep.equal([["PATCH +1 -0"], { kind: "stale" }]);
    rig(shelf, server, [1, 2, 3, 4]).saver.retry();
    await settled();
    expect(server.play?.ids).to.deep.equal([1, 2, 3, 4]);
  });

  it("keeps the link where a change is refused, and tries with the next one", async () => {
    const { saver, server, name, pass } = await saved();
    server.fates = [refused("bad_ended")];
    name(3);
    await pass();
    expect([saver.hitch, saver.saving?.link?.id]).to.deep.equal([{ kind: "refused", message: "No: bad_ended." }, "play1"]);
    name(4);
    await pass();
    expect([server.play?.ids, saver.hitch]).to.deep.equal([[1, 2, 3, 4], null]);
  });
});
