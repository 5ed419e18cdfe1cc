import { expect } from "chai";
import { busy, offline, settled } from "../fake-server";
import { rig, saved } from "./auto-save-setup";

describe("Saver, after that", () => {
  it("sends what is different, a while after it", async () => {
    const { saver, server, shot, name, pass, waits } = await saved();
    name(3);
    expect(waits()).to.equal(5_000);
    await pass();
    shot.ids = [1, 3, 4];
    shot.mode = "every";
    saver.touch();
    await pass();
    expect(server.log).to.deep.equal(["PATCH +1 -0", "PATCH +1 -1"]);
    expect(server.play).to.deep.include({ ids: [1, 3, 4], mode: "every", revision: 3 });
  });

  it("sends nothing where nothing differs", async () => {
    const { saver, server, pass } = await saved();
    saver.touch();
    await pass();
    saver.retry();
    await saver.lastWord();
    expect(server.log).to.be.empty;
  });

  it("sends the whole where the order is another", async () => {
    const { saver, server, shot, pass } = await saved();
    shot.ids = [2, 1];
    saver.touch();
    await pass();
    expect([server.log, server.play?.ids]).to.deep.equal([["PUT"], [2, 1]]);
  });

  it("sends after a reload what an earlier page had to leave", async () => {
    const { server, shelf } = await saved();
    rig(shelf, server, [1, 2, 3]).saver.retry();
    await settled();
    expect([server.log, server.play?.ids]).to.deep.equal([["PATCH +1 -0"], [1, 2, 3]]);
  });

  it("sends the whole after a reload where a place went", async () => {
    const { server, shelf } = await saved();
    rig(shelf, server, [2, 3]).saver.retry();
    await settled();
    expect([server.log, server.play?.ids]).to.deep.equal([["PUT"], [2, 3]]);
  });

  it("loses nothing while the connection is lost, and goes on by itself", async () => {
    const { saver, server, name, pass, waits } = await saved();
    server.fates = [offline, offline];
    name(3);
    await pass();
    expect([saver.hitch, waits()]).to.deep.equal([{ kind: "offline" }, 1_000]);
    name(4);
    await pass();
    expect(waits()).to.equal(2_000);
    await pass();
    expect([server.play?.ids, saver.hitch]).to.deep.equal([[1, 2, 3, 4], null]);
    server.fates = [offline];
    name(5);
    await pass();
    expect(waits()).to.equal(1_000); // patience begins anew
  });

  it("does not knock again before a busy server asked for it", async () => {
    const { server, name, pass, waits } = await saved();
    server.fates = [busy];
    name(3);
    await pass();
    name(4);
    expect([server.log.length, waits()]).to.deep.equal([1, 7_000]);
    await pass();
    expect(server.play?.ids).to.deep.equal([1, 2, 3, 4]);
  });

  it("saves another mode of the same places", async () => {
    const { saver, server, shot, pass } = await saved();
    shot.mode = "filtered";
    saver.touch();
    await pass();
    expect([server.log, server.play?.mode]).to.deep.equal([["PATCH +0 -0"], "filtered"]);
  });

  it("comes back to what was named during a slow save", async () => {
    const { saver, server, name, pass, waits } = await saved();
    name(3);
    saver.retry();
    name(4);
    await pass(); // the five seconds are over while the first is on its way
    expect([server.log, waits()]).to.deep.equal([["PATCH +1 -0"], 5_000]);
    await pass();
    expect(server.play?.ids).to.deep.equal([1, 2, 3, 4]);
  });

  it("catches up when an answer was lost", async () => {
    const { server, name, pass } = await saved();
    server.fates = ["lost"];
    name(3);
    await pass();
    name(4);
    await pass();
    expect(server.log).to.deep.equal(["PATCH +1 -0", "PATCH +2 -0", "GET", "PUT"]);
    expect(server.play?.ids).to.deep.equal([1, 2, 3, 4]);
  });

  it("needs no catching up where another tab of this browser saved", async () => {
    const { server, shelf, name, pass } = await saved();
    const other = rig(shelf, server, [1, 2, 3]);
    server.meanwhile = () => {
      server.meanwhile = null;
      other.saver.retry();
    };
    name(4);
    await pass();
    expect(server.log).not.to.include("GET");
    expect(server.plays).to.have.length(1);
  });

  it("leaves the saved play as it is where the last place is taken back", async () => {
    const { saver, server, shot, pass } = await saved();
    shot.ids = [];
    saver.touch();
    await pass();
    expect([server.log, server.play?.ids]).to.deep.equal([[], [1, 2]]);
  });
});
