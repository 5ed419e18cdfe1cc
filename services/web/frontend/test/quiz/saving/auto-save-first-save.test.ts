import { expect } from "chai";
import { SavedPlays } from "../../../src/storage/saved-plays";
import { FakeShelf } from "../../factories";
import { busy, FakeServer, refused, settled } from "../fake-server";
import { rig } from "./auto-save-setup";

describe("Saver, the first time", () => {
  it("saves once asked to, and keeps what proves it", async () => {
    const { saver, server, shelf, name } = rig();
    name(3);
    await settled();
    expect(server.log).to.be.empty;
    saver.begin();
    await settled();
    expect(server.play).to.deep.include({ ids: [1, 2, 3], mode: "plain" });
    expect(saver.saving?.link).to.deep.include({ id: "play1", url: "https://toponaut.example/plays/play1", revision: 1, at: 5_000 });
    expect(new SavedPlays(shelf).get("play1")).to.deep.equal({ secret: "secret of key1", quiz: "us", title: "United States", at: 5_000 });
    expect(saver.hitch).to.equal(null);
  });

  it("makes one play of a double click", async () => {
    const { saver, server } = rig();
    saver.begin();
    saver.begin();
    await settled();
    expect([server.log, server.plays.length]).to.deep.equal([["POST"], 1]);
  });

  it("makes one play when the answer was lost, and sends what came since", async () => {
    const { saver, server, name, pass } = rig();
    server.fates = ["lost"];
    saver.begin();
    await settled();
    expect(saver.hitch).to.deep.equal({ kind: "offline" });
    name(3);
    await pass();
    expect([server.log, server.plays.length, server.play?.ids]).to.deep.equal([["POST", "POST", "PUT"], 1, [1, 2, 3]]);
    expect(saver.hitch).to.equal(null);
  });

  it("goes on after a crash in the middle", async () => {
    const { saver, server, shelf } = rig();
    server.fates = ["lost"];
    saver.begin();
    await settled();
    const reload = rig(shelf, server);
    reload.saver.retry();
    await settled();
    expect([server.plays.length, reload.saver.saving?.link?.id]).to.deep.equal([1, "play1"]);
  });

  it("makes one play of two tabs", async () => {
    const { saver, server, shelf } = rig();
    saver.begin();
    rig(shelf, server).saver.begin();
    await settled();
    expect(server.plays).to.have.length(1);
  });

  it("waits as long as a busy server asks, and then saves", async () => {
    const { saver, server, waits, pass } = rig();
    server.fates = [busy];
    saver.begin();
    await settled();
    expect([saver.hitch, waits()]).to.deep.equal([{ kind: "busy" }, 7_000]);
    await pass();
    expect(server.plays).to.have.length(1);
  });

  it("saves nothing without a place", async () => {
    const { saver, server } = rig(new FakeShelf(), new FakeServer(), []);
    saver.begin();
    await settled();
    expect([server.log, saver.saving]).to.deep.equal([[], null]);
  });

  it("gives up on what is refused, in the server's words", async () => {
    const { saver, server, shelf } = rig();
    server.fates = [refused("bad_ended")];
    saver.begin();
    await settled();
    expect([saver.hitch, saver.saving]).to.deep.equal([{ kind: "refused", message: "No: bad_ended." }, null]);
    expect(shelf.keys()).to.be.empty;
  });

  it("leaves out places that are none of the quiz's, and says so", async () => {
    const { saver, server, name, pass } = rig();
    server.foreign = [2];
    saver.begin();
    await settled();
    expect([server.plays.length, server.play?.ids, saver.notice]).to.deep.equal([1, [1], { kind: "omitted", places: 1 }]);
    name(3);
    await pass();
    expect([server.log, server.play?.ids]).to.deep.equal([["POST", "POST", "PATCH +1 -0"], [1, 3]]);
  });

  it("is off where no place is left", async () => {
    const { saver, server } = rig();
    server.foreign = [1, 2];
    saver.begin();
    await settled();
    expect([server.log, saver.saving, saver.notice]).to.deep.equal([["POST"], null, { kind: "omitted", places: 2 }]);
  });

  it("waits for a reload where other data was loaded", async () => {
    const { saver, server, shelf } = rig();
    server.fates = [refused("stale_data")];
    saver.begin();
    await settled();
    expect(saver.hitch).to.deep.equal({ kind: "stale" });
    rig(shelf, server).saver.retry();
    await settled();
    expect(server.plays).to.have.length(1);
  });
});
