import { expect } from "chai";
import { offline, settled } from "../fake-server";
import { setup, setupSaved } from "./auto-save-setup";

/** Ids as long as real ones. 8,000 of them exceed the 60 KB that a closing page can send. */
function many(count: number): number[] {
  return Array.from({ length: count }, (_, at) => 10_000_000 + at);
}

describe("AutoSave, large plays", () => {
  it("saves more than 2,000 new places at once, and later places after the usual delay", async () => {
    const { autoSave, server, name, delay } = await setupSaved();
    name(...many(2_001));
    expect(delay()).to.equal(null);
    name(3);
    await settled();
    expect(server.log).to.deep.equal(["PATCH +2001 -0"]);
    expect([autoSave.error, delay()]).to.deep.equal([null, 5_000]);
  });

  it("saves the removal of more than 2,000 places at once", async () => {
    const tab = setup(undefined, undefined, many(3_000));
    tab.autoSave.begin();
    await settled();
    tab.snapshot.ids = tab.snapshot.ids.slice(0, 5);
    tab.autoSave.touch();
    await settled();
    expect(tab.server.play?.ids).to.have.length(5);
  });

  it("does not hold the page if little or nothing is unsaved", async () => {
    const { autoSave, name } = await setupSaved();
    expect(autoSave.shouldHoldPage()).to.equal(false);
    name(3);
    expect(autoSave.shouldHoldPage()).to.equal(false);
  });

  it("does not hold the page if the player never saved", () => {
    expect(setup(undefined, undefined, many(8_000)).autoSave.shouldHoldPage()).to.equal(false);
  });

  it("holds the page until a request too large for a closing page has arrived", async () => {
    const { autoSave, name } = await setupSaved();
    name(...many(8_000));
    expect(autoSave.shouldHoldPage()).to.equal(true);
    await settled();
    expect(autoSave.shouldHoldPage()).to.equal(false);
  });

  it("holds the page during a first save of that size", async () => {
    const { autoSave } = setup(undefined, undefined, many(8_000));
    autoSave.begin();
    expect(autoSave.shouldHoldPage()).to.equal(true);
    await settled();
    expect(autoSave.shouldHoldPage()).to.equal(false);
  });

  it("starts to save the unsaved places when it holds the page", async () => {
    const { autoSave, server, snapshot } = await setupSaved();
    snapshot.ids = [...snapshot.ids, ...many(8_000)];
    expect([autoSave.shouldHoldPage(), server.log]).to.deep.equal([true, ["PATCH +8000 -0"]]);
  });

  it("does not hold a page that cannot send; the next page saves", async () => {
    const { autoSave, server, name } = await setupSaved();
    server.failures = [offline];
    name(...many(8_000));
    await settled();
    expect([autoSave.error, autoSave.shouldHoldPage()]).to.deep.equal([{ kind: "offline" }, false]);
  });
});
