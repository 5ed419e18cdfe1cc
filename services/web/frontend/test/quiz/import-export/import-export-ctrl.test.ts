import { expect } from "chai";
import { QuizCtrl } from "../../../src/quiz/ctrl";
import { NamespacedStore } from "../../../src/storage/namespaced-store";
import { chicago, hit, miss, newYork, us } from "../../factories";
import { FakeStorage } from "../../fake-storage";
import { nextTurn } from "../../next-turn";
import { FakeServer, saveDeps } from "../fake-server";

function setup(backend = new FakeStorage()): QuizCtrl {
  const matchFor = (name: string): ReturnType<typeof hit> =>
    name === "chicago" ? hit(chicago) : name === "New York" ? hit(newYork) : miss("unknown");
  return new QuizCtrl(us, {
    store: new NamespacedStore(backend, us.slug),
    match: (_, name) => Promise.resolve({ ok: true, value: matchFor(name) }),
    sections: (_, name) => Promise.resolve({ ok: true, value: { name, of: [] } }),
    saving: saveDeps(new FakeServer(), backend),
    importing: { matches: (_, names) => Promise.resolve({ ok: true, value: names.map(matchFor) }), withTabLock: (action) => action() },
    now: () => new Date(2026, 10, 24).getTime(),
    redraw: () => undefined,
    schedule: () => () => undefined,
  });
}

const names = ({ play }: QuizCtrl): string[] => play.all().map(({ name }) => name);

describe("ImportExportCtrl", () => {
  it("imports a list, reports the result, and takes all of it back in one step", async () => {
    const backend = new FakeStorage();
    const ctrl = setup(backend);
    ctrl.submit("chicago");
    await nextTurn();
    ctrl.importExport.importText("New York\nXq\nchicago\n");
    await nextTurn();
    expect(ctrl.answer).to.deep.equal({ kind: "imported", added: 1, already: 1, missing: 1, remaining: 0 });
    ctrl.importExport.takeBack();
    expect([names(ctrl), ctrl.answer.kind]).to.deep.equal([["Chicago"], "undone"]);
    ctrl.undo();
    expect(names(ctrl)).to.deep.equal(["Chicago", "New York City"]);
    expect(backend.keys().filter((key) => key.includes("import"))).to.be.empty;
  });

  it("stores what it added, and leaves the play's mode plain", async () => {
    const backend = new FakeStorage();
    setup(backend).importExport.importText("chicago");
    await nextTurn();
    const reloaded = setup(backend);
    reloaded.restore();
    expect([names(reloaded), reloaded.mode]).to.deep.equal([["Chicago"], "plain"]);
  });

  it("shows the lines not found with their reasons; once corrected, they can be imported again", async () => {
    const { importExport } = setup();
    importExport.importText("Xq\nchicago\nchicagoo\n");
    await nextTurn();
    expect(importExport.boxText).to.equal("# No place called Xq is known here.\nXq\n# No place called chicagoo is known here.\nchicagoo\n");
    importExport.importText(importExport.boxText.replace("\nchicagoo", "\nNew York"));
    await nextTurn();
    expect(importExport.importer.report).to.deep.equal({ added: [newYork.id], already: 0, missing: [["Xq", "unknown"]] });
  });

  it("says why a list cannot be read, and changes nothing", () => {
    const { importExport, play } = setup();
    importExport.importBytes(Uint8Array.of(0x4b, 0xf6));
    expect(importExport.problem).to.contain("not text in UTF-8");
    importExport.importText("\n");
    expect(importExport.problem).to.contain("no name");
    expect([play.size, importExport.importer.total]).to.deep.equal([0, 0]);
  });

  it("ignores a list that is dropped during an import", () => {
    const { importExport } = setup();
    importExport.importText("chicago");
    importExport.importText("New York\nXq");
    expect(importExport.importer.total).to.equal(1);
  });

  it("goes on in memory when storage is full, and the page can say so", async () => {
    const ctrl = setup(new FakeStorage(1));
    ctrl.importExport.importText("chicago\nNew York\nXq");
    await nextTurn();
    expect(ctrl.importExport.importer.report).to.deep.include({ added: [chicago.id, newYork.id], already: 0 });
    expect(ctrl.storageFault).to.equal("full");
  });

  it("stops on reset", async () => {
    const backend = new FakeStorage();
    const ctrl = setup(backend);
    ctrl.importExport.importText("New York\n".repeat(150));
    ctrl.reset();
    await nextTurn();
    expect([ctrl.play.size, ctrl.importExport.importer.total, backend.keys()]).to.deep.equal([0, 0, []]);
  });

  it("exports the list in three text formats, each with its own filename", async () => {
    const ctrl = setup();
    ctrl.submit("chicago");
    await nextTurn();
    const files = (["text", "csv", "geojson"] as const).map((format) => ctrl.importExport.textFile(format));
    expect(files.map(({ name, mediaType }) => [name, mediaType])).to.deep.equal([
      ["toponaut-us-2026-11-24.txt", "text/plain"],
      ["toponaut-us-2026-11-24.csv", "text/csv"],
      ["toponaut-us-2026-11-24.geojson", "application/geo+json"],
    ]);
    for (const { text } of files) expect(text).to.contain("Chicago");
  });
});
