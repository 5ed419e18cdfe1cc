import { expect } from "chai";
import { QuizCtrl } from "../../../src/quiz/ctrl";
import { Store } from "../../../src/storage/namespaced-store";
import { chicago, FakeShelf, hit, newYork, us } from "../../factories";
import { FakeServer, offline, savingTo, settled } from "../fake-server";
import { noLists } from "../import-export/importer-setup";


interface Rig {
  ctrl: QuizCtrl;
  server: FakeServer;
  shelf: FakeShelf;
  guess: (text: string) => Promise<void>;
}

/** A quiz page; what it would do later it never does here. */
function rig(shelf = new FakeShelf(), server = new FakeServer()): Rig {
  const ctrl = new QuizCtrl(us, {
    store: new Store(shelf, us.slug),
    match: (_, name) => Promise.resolve({ ok: true, value: hit(name === "chicago" ? chicago : newYork) }),
    sections: (_, name) => Promise.resolve({ ok: true, value: { name, of: [] } }),
    saving: savingTo(server, shelf),
    lists: noLists,
    now: () => 1_700_000_000_000,
    redraw: () => undefined,
    later: () => () => undefined,
  });
  const guess = async (text: string): Promise<void> => {
    ctrl.submit(text);
    await settled();
  };
  return { ctrl, server, shelf, guess };
}

async function saved(): Promise<Rig> {
  const made = rig();
  await made.guess("chicago");
  made.ctrl.share.saver.begin();
  await settled();
  return made;
}

describe("sharing a quiz", () => {
  it("saves what is on the map, with its times and its mode", async () => {
    const { ctrl, server, guess } = rig();
    const sent: object[] = [];
    const { post } = server;
    server.post = (key, play) => {
      sent.push(play);
      return post(key, play);
    };
    ctrl.where = "every";
    await guess("chicago");
    await guess("new york");
    ctrl.share.saver.begin();
    await settled();
    const [started, ended] = ["2023-11-14T22:13:20.000Z", "2023-11-14T22:13:20.000Z"];
    expect(sent).to.deep.equal([{ quiz: "us", places: [chicago.id, newYork.id], started, ended, mode: "every", data_version: us.data_version }]);
  });

  it("brings the saved play up to date when its link is asked for", async () => {
    const { ctrl, server, guess } = await saved();
    await guess("new york");
    ctrl.share.open();
    await settled();
    expect(server.play?.ids).to.deep.equal([chicago.id, newYork.id]);
  });

  it("does so too when the page is opened again", async () => {
    const { server, shelf, guess } = await saved();
    await guess("new york");
    rig(shelf, server).ctrl.restore();
    await settled();
    expect(server.play?.ids).to.deep.equal([chicago.id, newYork.id]);
  });

  it("starts over with a play of its own, and leaves the saved one whole", async () => {
    const { ctrl, server, guess } = await saved();
    await guess("new york");
    ctrl.reset();
    await settled();
    expect([server.play?.ids, ctrl.share.saving, ctrl.play.size]).to.deep.equal([[chicago.id, newYork.id], null, 0]);
    await guess("new york");
    ctrl.share.saver.begin();
    await settled();
    expect(server.plays.map(({ ids }) => ids)).to.deep.equal([[chicago.id, newYork.id], [newYork.id]]);
  });

  it("deletes the saved play only when asked twice, and keeps the map", async () => {
    const { ctrl, server } = await saved();
    ctrl.share.ask();
    expect([ctrl.share.deletion, server.plays.length]).to.deep.equal(["asking", 1]);
    await ctrl.share.remove();
    expect([ctrl.share.deletion, server.plays.length, ctrl.share.saving, ctrl.play.size]).to.deep.equal([null, 0, null, 1]);
  });

  it("says why it was not deleted, and asks on", async () => {
    const { ctrl, server } = await saved();
    server.fates = [offline];
    await ctrl.share.remove();
    expect([ctrl.share.deletion, ctrl.share.undeleted]).to.deep.equal(["asking", { kind: "offline" }]);
    ctrl.share.open();
    expect([ctrl.share.deletion, ctrl.share.undeleted]).to.deep.equal([null, null]);
  });
});
