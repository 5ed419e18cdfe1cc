import { expect } from "chai";
import type { Outcome } from "../../../src/api/outcome";
import type { Match } from "../../../src/api/types";
import { ImportLog } from "../../../src/storage/import-progress";
import { Store } from "../../../src/storage/namespaced-store";
import { FakeShelf, us } from "../../factories";
import { closeTabs, rig, type Rig, settled } from "./importer-setup";

const lines = (...texts: string[]): { text: string; id: null }[] => texts.map((text) => ({ text, id: null }));
const many = (count: number): { text: string; id: null }[] => lines(...Array.from({ length: count }, (_, i) => `p${i}`));
const offline: Outcome<Match[]> = { ok: false, trouble: { kind: "offline" } };
const refused: Outcome<Match[]> = { ok: false, trouble: { kind: "refused", code: "http_500", message: "Our fault." } };

const counts = ({ importer }: Rig): number[] => {
  const { added, already, missing } = importer.report;
  return [added.length, already, missing.length];
};

describe("Importer", () => {
  beforeEach(closeTabs);

  it("looks a list up in batches with a pause between them, and reports", async () => {
    const test = rig();
    test.importer.start([...many(240), ...lines("x", "p0")], 1_000);
    expect([test.importer.running, test.importer.total]).to.deep.equal([true, 242]);
    await test.finish();
    expect(test.asked).to.deep.equal([100, 100, 42]);
    expect(test.waits).to.deep.equal([100, 100]);
    expect(counts(test)).to.deep.equal([240, 1, 1]);
    expect([test.taken.length, test.ended, test.importer.running]).to.deep.equal([240, 1, false]);
  });

  it("counts what it has done on the way", async () => {
    const test = rig();
    test.importer.start(many(250), 1_000);
    await settled();
    expect([test.importer.waiting, test.importer.total, ...counts(test)]).to.deep.equal([150, 250, 100, 0, 0]);
    await test.finish();
  });

  it("waits while the connection is lost, says so, and goes on by itself", async () => {
    const test = rig(new FakeShelf(), [offline, offline]);
    test.importer.start(many(5), 1_000);
    await settled();
    expect(test.importer.trouble).to.equal("offline");
    await test.fire();
    await test.fire();
    expect(test.waits).to.deep.equal([1_000, 2_000]);
    expect([test.importer.trouble, ...counts(test)]).to.deep.equal([null, 5, 0, 0]);
  });

  it("goes on at once when told that the connection is back", async () => {
    const test = rig(new FakeShelf(), [offline]);
    test.importer.start(many(5), 1_000);
    await settled();
    test.importer.retry();
    await settled();
    expect(counts(test)).to.deep.equal([5, 0, 0]);
  });

  it("waits as long as a busy server asks", async () => {
    const test = rig(new FakeShelf(), [{ ok: false, trouble: { kind: "busy", retryAfter: 7 } }]);
    test.importer.start(many(5), 1_000);
    await settled();
    expect([test.importer.trouble, test.waits]).to.deep.equal(["busy", [7_000]]);
  });

  it("goes on after a reload in the middle, with the report so far", async () => {
    const shelf = new FakeShelf();
    const before = rig(shelf);
    before.importer.start([...lines("x"), ...many(249)], 1_000);
    await settled();
    closeTabs();
    const after = rig(shelf, [], new Set(before.taken.map(({ id }) => id)));
    after.importer.resume();
    await after.finish();
    expect(after.importer.total).to.equal(250);
    expect(after.asked).to.deep.equal([100, 50]);
    expect(counts(after)).to.deep.equal([249, 0, 1]);
    expect(before.taken.length + after.taken.length).to.equal(249);
  });

  it("shows the report of an import that was over before the reload", async () => {
    const shelf = new FakeShelf();
    const before = rig(shelf);
    before.importer.start(lines("p1", "x"), 1_000);
    await before.finish();
    const after = rig(shelf);
    after.importer.resume();
    await settled();
    expect([after.ended, ...counts(after)]).to.deep.equal([1, 1, 0, 1]);
    after.importer.dismiss();
    expect([after.importer.total, shelf.keys().length]).to.deep.equal([0, 0]);
  });

  it("does nothing where nothing was left", async () => {
    const test = rig();
    test.importer.resume();
    await test.finish();
    expect([test.ended, test.importer.total, test.asked]).to.deep.equal([0, 0, []]);
  });

  it("stops when told to: what was found stays", async () => {
    const shelf = new FakeShelf();
    const test = rig(shelf);
    test.importer.start(many(250), 1_000);
    await settled();
    test.importer.stop();
    await test.finish();
    expect([test.importer.left, test.importer.running, test.ended, ...counts(test)]).to.deep.equal([150, false, 1, 100, 0, 0]);
    expect(new ImportLog(new Store(shelf, us.slug)).waiting()).to.have.length(0);
  });

  it("can start another after one that was stopped while it waited", async () => {
    const test = rig(new FakeShelf(), [offline]);
    test.importer.start(many(5), 1_000);
    await settled();
    test.importer.stop();
    test.importer.start(lines("p7"), 2_000);
    await settled();
    expect(counts(test)).to.deep.equal([1, 0, 0]);
  });

  it("reports lines that the server refuses, and goes on with the rest", async () => {
    const test = rig(new FakeShelf(), [refused]);
    test.importer.start(many(101), 1_000);
    await test.finish();
    expect(counts(test)).to.deep.equal([1, 0, 100]);
    expect(test.importer.report.missing[0]).to.deep.equal(["p0", "refused", "Our fault."]);
  });

  it("leaves an import to the tab that is at it, and takes over when that is gone", async () => {
    const shelf = new FakeShelf();
    const [one, two] = [rig(shelf), rig(shelf)];
    one.importer.start(many(150), 1_000);
    two.importer.resume();
    await one.finish();
    await two.finish();
    expect([one.asked, two.asked]).to.deep.equal([[100, 50], []]);
    expect(counts(two)).to.deep.equal([150, 0, 0]);
  });

  it("takes nothing of a list that another tab has cleared", async () => {
    const shelf = new FakeShelf();
    const test = rig(shelf);
    test.importer.start(many(250), 1_000);
    await settled();
    new ImportLog(new Store(shelf, us.slug)).clear();
    await test.finish();
    expect([test.taken.length, test.ended]).to.deep.equal([100, 1]);
  });

  it("waits with a list of its own for another tab, and leaves that one's alone", async () => {
    const shelf = new FakeShelf();
    const [one, two] = [rig(shelf), rig(shelf)];
    one.importer.start(many(150), 1_000);
    await settled();
    two.importer.start(lines("p900"), 2_000);
    await settled();
    expect([two.importer.queued, two.importer.running, two.asked]).to.deep.equal([true, true, []]);
    await one.finish();
    await two.finish();
    expect([one.taken.length, two.taken.length, two.importer.running]).to.deep.equal([150, 1, false]);
  });
});
