import { expect } from "chai";
import { offline, settled } from "../fake-server";
import { rig, saved } from "./auto-save-setup";

/** Ids as long as real ones are: 8,000 of them are more than the 60 KB that may outlive a page. */
function many(count: number): number[] {
  return Array.from({ length: count }, (_, at) => 10_000_000 + at);
}

describe("Saver, with many places at once", () => {
  it("saves at once, and what comes meanwhile right after", async () => {
    const { saver, server, name, waits } = await saved();
    name(...many(2_001));
    expect(waits()).to.equal(null);
    name(3);
    await settled();
    expect(server.log).to.deep.equal(["PATCH +2001 -0"]);
    expect([saver.hitch, waits()]).to.deep.equal([null, 5_000]);
  });

  it("saves a large removal at once too", async () => {
    const made = rig(undefined, undefined, many(3_000));
    made.saver.begin();
    await settled();
    made.shot.ids = made.shot.ids.slice(0, 5);
    made.saver.touch();
    await settled();
    expect(made.server.play?.ids).to.have.length(5);
  });

  it("lets the page go where little or nothing is unsaved", async () => {
    const { saver, name } = await saved();
    expect(saver.holdThePage()).to.equal(false);
    name(3);
    expect(saver.holdThePage()).to.equal(false);
  });

  it("lets it go where nothing was ever to be saved", () => {
    expect(rig(undefined, undefined, many(8_000)).saver.holdThePage()).to.equal(false);
  });

  it("holds the page while more is on its way than may outlive it, and until it has arrived", async () => {
    const { saver, name } = await saved();
    name(...many(8_000));
    expect(saver.holdThePage()).to.equal(true);
    await settled();
    expect(saver.holdThePage()).to.equal(false);
  });

  it("holds it during a first save of that size", async () => {
    const { saver } = rig(undefined, undefined, many(8_000));
    saver.begin();
    expect(saver.holdThePage()).to.equal(true);
    await settled();
    expect(saver.holdThePage()).to.equal(false);
  });

  it("sends what has waited before it asks", async () => {
    const { saver, server, shot } = await saved();
    shot.ids = [...shot.ids, ...many(8_000)];
    expect([saver.holdThePage(), server.log]).to.deep.equal([true, ["PATCH +8000 -0"]]);
  });

  it("does not hold a page that cannot send: the next one does", async () => {
    const { saver, server, name } = await saved();
    server.fates = [offline];
    name(...many(8_000));
    await settled();
    expect([saver.hitch, saver.holdThePage()]).to.deep.equal([{ kind: "offline" }, false]);
  });
});
