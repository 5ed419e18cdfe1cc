import { expect } from "chai";
import type { ImportLine } from "../../src/game/import/import-line";
import { ImportLog } from "../../src/storage/import-progress";
import { Store } from "../../src/storage/namespaced-store";
import { FakeShelf } from "../factories";

const lines = (count: number): ImportLine[] => Array.from({ length: count }, (_, i) => ({ text: `Place ${i}`, id: i % 2 ? i : null }));

function rig(): { log: ImportLog; again: () => ImportLog; shelf: FakeShelf } {
  const shelf = new FakeShelf();
  const open = (): ImportLog => new ImportLog(new Store(shelf, "us"));
  return { log: open(), again: open, shelf };
}

describe("ImportLog", () => {
  it("keeps the lines in batches of a hundred, for the next page too", () => {
    const { log, again, shelf } = rig();
    log.put(lines(250), 1_000);
    expect(again().waiting().map((batch) => batch.lines.length)).to.deep.equal([100, 100, 50]);
    expect(again().waiting().flatMap((batch) => batch.lines)).to.deep.equal(lines(250));
    expect(shelf.keys().every((key) => key.startsWith("toponaut:1:us:import-"))).to.equal(true);
  });

  it("replaces a batch by what became of it", () => {
    const { log, again } = rig();
    log.put(lines(150), 1_000);
    const [first] = log.waiting();
    const done = { added: [5, 7], already: 1, missing: [["x", "unknown"] as [string, "unknown"]] };
    log.finish(first?.key ?? "", done);
    expect(again().done()).to.deep.equal([done]);
    expect(again().waiting()).to.have.length(1);
    expect(log.waits(first?.key ?? "")).to.equal(false);
  });

  it("keeps the order of ten thousands of lines, and of two lists", () => {
    const { log, again } = rig();
    log.put(lines(20_000), 1_000);
    log.put([{ text: "last", id: null }], 2_000);
    const all = again().waiting().flatMap((batch) => batch.lines);
    expect(all.slice(0, 20_000)).to.deep.equal(lines(20_000));
    expect(all.at(-1)?.text).to.equal("last");
  });

  it("leaves nothing behind, and touches no other key", () => {
    const { log, shelf } = rig();
    shelf.setItem("toponaut:1:us:4887398", "a place");
    log.put(lines(150), 1_000);
    log.clear();
    expect(shelf.keys()).to.deep.equal(["toponaut:1:us:4887398"]);
  });

  it("passes over what is not its own writing", () => {
    const { log, shelf } = rig();
    shelf.setItem("toponaut:1:us:import-1-0000", "{");
    shelf.setItem("toponaut:1:us:import-1-0001", "7");
    expect([log.waiting(), log.done()]).to.deep.equal([[], []]);
  });
});
