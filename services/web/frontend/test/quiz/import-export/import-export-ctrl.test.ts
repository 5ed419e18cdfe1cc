import { expect } from "chai";
import { QuizCtrl } from "../../../src/quiz/ctrl";
import { Store } from "../../../src/storage/namespaced-store";
import { chicago, FakeShelf, hit, missed, newYork, us } from "../../factories";
import { FakeServer, savingTo } from "../fake-server";
import { settled } from "./importer-setup";

function rig(shelf = new FakeShelf()): QuizCtrl {
  const answer = (name: string): ReturnType<typeof hit> =>
    name === "chicago" ? hit(chicago) : name === "New York" ? hit(newYork) : missed("unknown");
  return new QuizCtrl(us, {
    store: new Store(shelf, us.slug),
    match: (_, name) => Promise.resolve({ ok: true, value: answer(name) }),
    sections: (_, name) => Promise.resolve({ ok: true, value: { name, of: [] } }),
    saving: savingTo(new FakeServer(), shelf),
    lists: { matches: (_, names) => Promise.resolve({ ok: true, value: names.map(answer) }), exclusively: (action) => action() },
    now: () => new Date(2026, 10, 24).getTime(),
    redraw: () => undefined,
    later: () => () => undefined,
  });
}

const names = ({ play }: QuizCtrl): string[] => play.all().map(({ name }) => name);

describe("ListsCtrl", () => {
  it("imports a list, says what became of it, and takes all of it back in one step", async () => {
    const shelf = new FakeShelf();
    const ctrl = rig(shelf);
    ctrl.submit("chicago");
    await settled();
    ctrl.lists.importText("New York\nXq\nchicago\n");
    await settled();
    expect(ctrl.answer).to.deep.equal({ kind: "imported", added: 1, already: 1, missing: 1, remaining: 0 });
    ctrl.lists.takeBack();
    expect([names(ctrl), ctrl.answer.kind]).to.deep.equal([["Chicago"], "undone"]);
    ctrl.undo();
    expect(names(ctrl)).to.deep.equal(["Chicago", "New York City"]);
    expect(shelf.keys().filter((key) => key.includes("import"))).to.be.empty;
  });

  it("keeps what it added for the next page, and counts it as a plain play", async () => {
    const shelf = new FakeShelf();
    rig(shelf).lists.importText("chicago");
    await settled();
    const again = rig(shelf);
    again.restore();
    expect([names(again), again.mode]).to.deep.equal([["Chicago"], "plain"]);
  });

  it("offers the lines that were not found with their reasons, to be mended and imported again", async () => {
    const { lists } = rig();
    lists.importText("Xq\nchicago\nchicagoo\n");
    await settled();
    expect(lists.draft).to.equal("# No place called Xq is known here.\nXq\n# No place called chicagoo is known here.\nchicagoo\n");
    lists.importText(lists.draft.replace("\nchicagoo", "\nNew York"));
    await settled();
    expect(lists.importer.report).to.deep.equal({ added: [newYork.id], already: 0, missing: [["Xq", "unknown"]] });
  });

  it("changes nothing for a list that cannot be read, and says why", () => {
    const { lists, play } = rig();
    lists.importBytes(Uint8Array.of(0x4b, 0xf6));
    expect(lists.problem).to.contain("not text in UTF-8");
    lists.importText("\n");
    expect(lists.problem).to.contain("no name");
    expect([play.size, lists.importer.total]).to.deep.equal([0, 0]);
  });

  it("leaves a list alone that is dropped while another is looked up", () => {
    const { lists } = rig();
    lists.importText("chicago");
    lists.importText("New York\nXq");
    expect(lists.importer.total).to.equal(1);
  });

  it("goes on in memory when storage is full, and the page can say so", async () => {
    const ctrl = rig(new FakeShelf(1));
    ctrl.lists.importText("chicago\nNew York\nXq");
    await settled();
    expect(ctrl.lists.importer.report).to.deep.include({ added: [chicago.id, newYork.id], already: 0 });
    expect(ctrl.fault).to.equal("full");
  });

  it("stops on reset", async () => {
    const shelf = new FakeShelf();
    const ctrl = rig(shelf);
    ctrl.lists.importText("New York\n".repeat(150));
    ctrl.reset();
    await settled();
    expect([ctrl.play.size, ctrl.lists.importer.total, shelf.keys()]).to.deep.equal([0, 0, []]);
  });

  it("hands the list out in three forms of text, each with its name", async () => {
    const ctrl = rig();
    ctrl.submit("chicago");
    await settled();
    const files = (["text", "csv", "geojson"] as const).map((form) => ctrl.lists.file(form));
    expect(files.map(({ name, type }) => [name, type])).to.deep.equal([
      ["toponaut-us-2026-11-24.txt", "text/plain"],
      ["toponaut-us-2026-11-24.csv", "text/csv"],
      ["toponaut-us-2026-11-24.geojson", "application/geo+json"],
    ]);
    for (const { text } of files) expect(text).to.contain("Chicago");
  });
});
