import { expect } from "chai";
import type { Outcome } from "../../../src/api/outcome";
import type { Match } from "../../../src/api/types";
import { ImportProgress } from "../../../src/storage/import-progress";
import { NamespacedStore } from "../../../src/storage/namespaced-store";
import { us } from "../../factories";
import { FakeStorage } from "../../fake-storage";
import { nextTurn } from "../../next-turn";
import { closeTabs, setup, type Setup } from "./importer-setup";

const lines = (...texts: string[]): { text: string; id: null }[] => texts.map((text) => ({ text, id: null }));
const knownLines = (count: number): { text: string; id: null }[] => lines(...Array.from({ length: count }, (_, i) => `p${i}`));
const progressIn = (backend: FakeStorage): ImportProgress => new ImportProgress(new NamespacedStore(backend, us.slug));
const offline: Outcome<Match[]> = { ok: false, error: { kind: "offline" } };
const refused: Outcome<Match[]> = { ok: false, error: { kind: "refused", code: "http_500", message: "Our fault." } };

/** Lines of the report: added, already named, not found. */
const counts = ({ importer }: Setup): number[] => {
  const { added, already, missing } = importer.report;
  return [added.length, already, missing.length];
};

describe("Importer", () => {
  beforeEach(closeTabs);

  it("looks a list up in batches with a pause between them, and reports the result", async () => {
    const tab = setup();
    tab.importer.start([...knownLines(240), ...lines("x", "p0")], 1_000);
    expect([tab.importer.running, tab.importer.total]).to.deep.equal([true, 242]);
    await tab.finish();
    expect(tab.requestSizes).to.deep.equal([100, 100, 42]);
    expect(tab.delays).to.deep.equal([100, 100]);
    expect(counts(tab)).to.deep.equal([240, 1, 1]);
    expect([tab.added.length, tab.endCount, tab.importer.running]).to.deep.equal([240, 1, false]);
  });

  it("counts the lines that it has looked up so far", async () => {
    const tab = setup();
    tab.importer.start(knownLines(250), 1_000);
    await nextTurn();
    expect([tab.importer.pendingLines, tab.importer.total, ...counts(tab)]).to.deep.equal([150, 250, 100, 0, 0]);
    await tab.finish();
  });

  it("waits while the connection is lost, says so, and then continues", async () => {
    const tab = setup(new FakeStorage(), [offline, offline]);
    tab.importer.start(knownLines(5), 1_000);
    await nextTurn();
    expect(tab.importer.delayReason).to.equal("offline");
    await tab.fireTimers();
    await tab.fireTimers();
    expect(tab.delays).to.deep.equal([1_000, 2_000]);
    expect([tab.importer.delayReason, ...counts(tab)]).to.deep.equal([null, 5, 0, 0]);
  });

  it("continues at once when the connection is back", async () => {
    const tab = setup(new FakeStorage(), [offline]);
    tab.importer.start(knownLines(5), 1_000);
    await nextTurn();
    tab.importer.retry();
    await nextTurn();
    expect(counts(tab)).to.deep.equal([5, 0, 0]);
  });

  it("waits as long as a busy server asks", async () => {
    const tab = setup(new FakeStorage(), [{ ok: false, error: { kind: "busy", retryAfter: 7 } }]);
    tab.importer.start(knownLines(5), 1_000);
    await nextTurn();
    expect([tab.importer.delayReason, tab.delays]).to.deep.equal(["busy", [7_000]]);
  });

  it("continues after a reload, with the report so far", async () => {
    const backend = new FakeStorage();
    const before = setup(backend);
    before.importer.start([...lines("x"), ...knownLines(249)], 1_000);
    await nextTurn();
    closeTabs();
    const after = setup(backend, [], new Set(before.added.map(({ id }) => id)));
    after.importer.resume();
    await after.finish();
    expect(after.importer.total).to.equal(250);
    expect(after.requestSizes).to.deep.equal([100, 50]);
    expect(counts(after)).to.deep.equal([249, 0, 1]);
    expect(before.added.length + after.added.length).to.equal(249);
  });

  it("shows the report of an import that ended before the reload", async () => {
    const backend = new FakeStorage();
    const before = setup(backend);
    before.importer.start(lines("p1", "x"), 1_000);
    await before.finish();
    const after = setup(backend);
    after.importer.resume();
    await nextTurn();
    expect([after.endCount, ...counts(after)]).to.deep.equal([1, 1, 0, 1]);
    after.importer.dismiss();
    expect([after.importer.total, backend.keys().length]).to.deep.equal([0, 0]);
  });

  it("does nothing if no import is stored", async () => {
    const tab = setup();
    tab.importer.resume();
    await tab.finish();
    expect([tab.endCount, tab.importer.total, tab.requestSizes]).to.deep.equal([0, 0, []]);
  });

  it("stops when asked to, and keeps the places found so far", async () => {
    const backend = new FakeStorage();
    const tab = setup(backend);
    tab.importer.start(knownLines(250), 1_000);
    await nextTurn();
    tab.importer.stop();
    await tab.finish();
    expect([tab.importer.remaining, tab.importer.running, tab.endCount, ...counts(tab)]).to.deep.equal([150, false, 1, 100, 0, 0]);
    expect(progressIn(backend).pendingBatches()).to.have.length(0);
  });

  it("can start again after it was stopped while it waited", async () => {
    const tab = setup(new FakeStorage(), [offline]);
    tab.importer.start(knownLines(5), 1_000);
    await nextTurn();
    tab.importer.stop();
    tab.importer.start(lines("p7"), 2_000);
    await nextTurn();
    expect(counts(tab)).to.deep.equal([1, 0, 0]);
  });

  it("reports lines that the server refuses, and continues with the others", async () => {
    const tab = setup(new FakeStorage(), [refused]);
    tab.importer.start(knownLines(101), 1_000);
    await tab.finish();
    expect(counts(tab)).to.deep.equal([1, 0, 100]);
    expect(tab.importer.report.missing[0]).to.deep.equal(["p0", "refused", "Our fault."]);
  });

  it("does not repeat an import that runs in another tab, but shows its report", async () => {
    const backend = new FakeStorage();
    const [one, two] = [setup(backend), setup(backend)];
    one.importer.start(knownLines(150), 1_000);
    two.importer.resume();
    await one.finish();
    await two.finish();
    expect([one.requestSizes, two.requestSizes]).to.deep.equal([[100, 50], []]);
    expect(counts(two)).to.deep.equal([150, 0, 0]);
  });

  it("adds nothing more after another tab has cleared the import", async () => {
    const backend = new FakeStorage();
    const tab = setup(backend);
    tab.importer.start(knownLines(250), 1_000);
    await nextTurn();
    progressIn(backend).clear();
    await tab.finish();
    expect([tab.added.length, tab.endCount]).to.deep.equal([100, 1]);
  });

  it("waits for the other tab's import to end before it starts, and leaves it alone", async () => {
    const backend = new FakeStorage();
    const [one, two] = [setup(backend), setup(backend)];
    one.importer.start(knownLines(150), 1_000);
    await nextTurn();
    two.importer.start(lines("p900"), 2_000);
    await nextTurn();
    expect([two.importer.waitingForOtherTab, two.importer.running, two.requestSizes]).to.deep.equal([true, true, []]);
    expect(two.importer.pendingLines).to.equal(two.importer.total).and.above(0); // nothing was looked up yet
    await one.finish();
    await two.finish();
    expect([one.added.length, two.added.length, two.importer.running]).to.deep.equal([150, 1, false]);
  });
});
