import { expect } from "chai";
import { QuizCtrl } from "../../../src/quiz/ctrl";
import { NamespacedStore } from "../../../src/storage/namespaced-store";
import { chicago, hit, newYork, us } from "../../factories";
import { FakeStorage } from "../../fake-storage";
import { FakeServer, offline, saveDeps, settled } from "../fake-server";
import { noImport } from "../import-export/importer-setup";

interface Setup {
  ctrl: QuizCtrl;
  server: FakeServer;
  backend: FakeStorage;
  guess: (text: string) => Promise<void>;
}

/** A quiz page whose timers never fire. */
function setup(backend = new FakeStorage(), server = new FakeServer()): Setup {
  const ctrl = new QuizCtrl(us, {
    store: new NamespacedStore(backend, us.slug),
    match: (_, name) => Promise.resolve({ ok: true, value: hit(name === "chicago" ? chicago : newYork) }),
    sections: (_, name) => Promise.resolve({ ok: true, value: { name, of: [] } }),
    saving: saveDeps(server, backend),
    importing: noImport,
    now: () => 1_700_000_000_000,
    redraw: () => undefined,
    schedule: () => () => undefined,
  });
  const guess = async (text: string): Promise<void> => {
    ctrl.submit(text);
    await settled();
  };
  return { ctrl, server, backend, guess };
}

async function setupSaved(): Promise<Setup> {
  const page = setup();
  await page.guess("chicago");
  page.ctrl.share.autoSave.begin();
  await settled();
  return page;
}

describe("ShareCtrl", () => {
  it("saves what is on the map, with its times and its mode", async () => {
    const { ctrl, server, guess } = setup();
    const sent: object[] = [];
    const { post } = server;
    server.post = (key, play) => {
      sent.push(play);
      return post(key, play);
    };
    ctrl.homonymRule = "every";
    await guess("chicago");
    await guess("new york");
    ctrl.share.autoSave.begin();
    await settled();
    const [started, ended] = ["2023-11-14T22:13:20.000Z", "2023-11-14T22:13:20.000Z"];
    expect(sent).to.deep.equal([{ quiz: "us", places: [chicago.id, newYork.id], started, ended, mode: "every", data_version: us.data_version }]);
  });

  it("updates the saved play when the dialog opens", async () => {
    const { ctrl, server, guess } = await setupSaved();
    await guess("new york");
    ctrl.share.open();
    await settled();
    expect(server.play?.ids).to.deep.equal([chicago.id, newYork.id]);
  });

  it("updates the saved play when the page is opened again", async () => {
    const { server, backend, guess } = await setupSaved();
    await guess("new york");
    setup(backend, server).ctrl.restore();
    await settled();
    expect(server.play?.ids).to.deep.equal([chicago.id, newYork.id]);
  });

  it("saves another play after a reset, and leaves the first one complete", async () => {
    const { ctrl, server, guess } = await setupSaved();
    await guess("new york");
    ctrl.reset();
    await settled();
    expect([server.play?.ids, ctrl.share.saveState, ctrl.play.size]).to.deep.equal([[chicago.id, newYork.id], null, 0]);
    await guess("new york");
    ctrl.share.autoSave.begin();
    await settled();
    expect(server.plays.map(({ ids }) => ids)).to.deep.equal([[chicago.id, newYork.id], [newYork.id]]);
  });

  it("deletes the saved play only after a confirmation, and keeps the map", async () => {
    const { ctrl, server } = await setupSaved();
    ctrl.share.askToDelete();
    expect([ctrl.share.deletion, server.plays.length]).to.deep.equal(["asking", 1]);
    await ctrl.share.remove();
    expect([ctrl.share.deletion, server.plays.length, ctrl.share.saveState, ctrl.play.size]).to.deep.equal([null, 0, null, 1]);
  });

  it("says why the deletion failed, until the dialog is opened again", async () => {
    const { ctrl, server } = await setupSaved();
    server.failures = [offline];
    await ctrl.share.remove();
    expect([ctrl.share.deletion, ctrl.share.deletionError]).to.deep.equal(["asking", { kind: "offline" }]);
    ctrl.share.open();
    expect([ctrl.share.deletion, ctrl.share.deletionError]).to.deep.equal([null, null]);
  });
});
