import { expect } from "chai";
import type { ImportLine } from "../../src/game/import/import-line";
import { ImportProgress } from "../../src/storage/import-progress";
import { NamespacedStore } from "../../src/storage/namespaced-store";
import { FakeStorage } from "../fake-storage";

const lines = (count: number): ImportLine[] => Array.from({ length: count }, (_, i) => ({ text: `Place ${i}`, id: i % 2 ? i : null }));

function setup(): { progress: ImportProgress; reopen: () => ImportProgress; backend: FakeStorage } {
  const backend = new FakeStorage();
  const open = (): ImportProgress => new ImportProgress(new NamespacedStore(backend, "us"));
  return { progress: open(), reopen: open, backend };
}

describe("ImportProgress", () => {
  it("stores the lines in batches of 100, which survive a reload", () => {
    const { progress, reopen, backend } = setup();
    progress.addLines(lines(250), 1_000);
    expect(reopen().pendingBatches().map((batch) => batch.lines.length)).to.deep.equal([100, 100, 50]);
    expect(reopen().pendingBatches().flatMap((batch) => batch.lines)).to.deep.equal(lines(250));
    expect(backend.keys().every((key) => key.startsWith("toponaut:1:us:import-"))).to.equal(true);
  });

  it("replaces a finished batch by its result", () => {
    const { progress, reopen } = setup();
    progress.addLines(lines(150), 1_000);
    const [first] = progress.pendingBatches();
    const result = { added: [5, 7], already: 1, missing: [["x", "unknown"] as [string, "unknown"]] };
    progress.finish(first?.key ?? "", result);
    expect(reopen().results()).to.deep.equal([result]);
    expect(reopen().pendingBatches()).to.have.length(1);
    expect(progress.isPending(first?.key ?? "")).to.equal(false);
  });

  it("keeps the order of 20,000 lines, and of two lists", () => {
    const { progress, reopen } = setup();
    progress.addLines(lines(20_000), 1_000);
    progress.addLines([{ text: "last", id: null }], 2_000);
    const all = reopen().pendingBatches().flatMap((batch) => batch.lines);
    expect(all.slice(0, 20_000)).to.deep.equal(lines(20_000));
    expect(all.at(-1)?.text).to.equal("last");
  });

  it("clears all of its keys and no other", () => {
    const { progress, backend } = setup();
    backend.setItem("toponaut:1:us:4887398", "a place");
    progress.addLines(lines(150), 1_000);
    progress.clear();
    expect(backend.keys()).to.deep.equal(["toponaut:1:us:4887398"]);
  });

  it("skips damaged entries", () => {
    const { progress, backend } = setup();
    backend.setItem("toponaut:1:us:import-1-0000", "{");
    backend.setItem("toponaut:1:us:import-1-0001", "7");
    expect([progress.pendingBatches(), progress.results()]).to.deep.equal([[], []]);
  });
});
