import { expect } from "chai";
import { settled } from "../fake-server";
import { makeIds, setup, setupSaved } from "./auto-save-setup";

describe("AutoSave, large plays", () => {
  it("saves more than 2,000 new places at once, and later places after the usual delay", async () => {
    const { autoSave, server, namePlaces, delay } = await setupSaved();
    namePlaces(...makeIds(2_001));
    expect(delay()).to.equal(null);
    namePlaces(3);
    await settled();
    expect(server.log).to.deep.equal(["PATCH +2001 -0"]);
    expect([autoSave.error, delay()]).to.deep.equal([null, 5_000]);
  });

  it("saves the removal of more than 2,000 places at once", async () => {
    const tab = setup(undefined, undefined, makeIds(3_000));
    tab.autoSave.begin();
    await settled();
    tab.snapshot.ids = tab.snapshot.ids.slice(0, 5);
    tab.autoSave.touch();
    await settled();
    expect(tab.server.play?.ids).to.have.length(5);
  });
});
