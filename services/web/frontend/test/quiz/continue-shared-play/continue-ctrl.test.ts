import { expect } from "chai";
import type { Outcome } from "../../../src/api/outcome";
import type { Place, PlayDetail, PlayedPlace } from "../../../src/api/types";
import { QuizCtrl } from "../../../src/quiz/ctrl";
import { Store } from "../../../src/storage/namespaced-store";
import { chicago, FakeShelf, hit, newYork, portlandMaine, portlandOregon, us } from "../../factories";
import { busy, FakeServer, offline, refused, savingTo, settled } from "../fake-server";
import { noLists } from "../import-export/importer-setup";

const played = (place: Place, status: PlayedPlace["status"] = "counted"): PlayedPlace => ({ ...place, status });
const found = (places: PlayedPlace[], quiz = "us"): Outcome<PlayDetail> => ({
  ok: true,
  value: { id: "theirs", quiz, title: "United States", mode: "every", places } as PlayDetail,
});

interface Rig {
  ctrl: QuizCtrl;
  names: () => string[];
  over: () => boolean;
  start: () => Promise<void>;
  fire: () => Promise<void>;
}

/** A quiz page with these places on its map, to which links answer as told, one answer after the other. */
async function rig(answers: Outcome<PlayDetail>[], mine: Place[] = [], shelf = new FakeShelf()): Promise<Rig> {
  let timer = (): void => undefined;
  let ended = false;
  const server = new FakeServer();
  server.detail = () => Promise.resolve(answers.shift() ?? { ok: false, trouble: offline });
  const ctrl = new QuizCtrl(us, {
    store: new Store(shelf, us.slug),
    match: (_, name) => Promise.resolve({ ok: true, value: hit(...mine.filter((place) => place.name === name)) }),
    sections: (_, name) => Promise.resolve({ ok: true, value: { name, of: [] } }),
    saving: savingTo(server, shelf),
    lists: noLists,
    now: () => 1_000,
    redraw: () => undefined,
    later: (action) => {
      timer = action;
      return () => (timer = () => undefined);
    },
  });
  for (const place of mine) ctrl.submit(place.name);
  await settled();
  const start = async (): Promise<void> => {
    ctrl.continuing.start("theirs", () => (ended = true));
    await settled();
  };
  const fire = async (): Promise<void> => {
    timer();
    await settled();
  };
  return { ctrl, names: () => ctrl.play.all().map(({ name }) => name), over: () => ended, start, fire };
}

describe("continuing a play", () => {
  it("takes its places in order onto an empty map, and its mode", async () => {
    const { ctrl, names, over, start } = await rig([found([played(newYork), played(chicago)])]);
    await start();
    expect([names(), ctrl.mode, ctrl.dialog, over()]).to.deep.equal([["New York City", "Chicago"], "every", null, true]);
    expect(ctrl.answer).to.deep.equal({ kind: "continued", places: 2, missing: 0 });
    ctrl.undo();
    expect(names()).to.be.empty;
  });

  it("keeps them like one's own", async () => {
    const shelf = new FakeShelf();
    await (await rig([found([played(chicago)])], [], shelf)).start();
    expect(JSON.parse(shelf.getItem(`toponaut:1:us:${chicago.id}`) ?? "")).to.deep.equal([1_000, "Chicago", "Illinois", "US", 45, -100, 2_720_546]);
    expect(shelf.getItem("toponaut:1:us:started")).to.equal("1000");
  });

  it("leaves out what does not count any more, and says so", async () => {
    const { ctrl, names, start } = await rig([found([played(chicago), played(newYork, "left"), played(portlandMaine, "elsewhere")])]);
    await start();
    expect([names(), ctrl.answer]).to.deep.equal([["Chicago"], { kind: "continued", places: 1, missing: 2 }]);
  });

  it("asks where the map is not empty, and adds in one step", async () => {
    const { ctrl, names, over, start } = await rig([found([played(newYork), played(chicago), played(portlandMaine)])], [chicago]);
    await start();
    expect([ctrl.dialog, ctrl.continuing.offer?.shared, over()]).to.deep.equal(["continue", 1, false]);
    ctrl.continuing.add();
    expect([names(), over()]).to.deep.equal([["Chicago", "New York City", "Portland"], true]);
    expect(ctrl.answer).to.deep.equal({ kind: "joined", places: 2, shared: 1 });
    ctrl.undo();
    expect(names()).to.deep.equal(["Chicago"]);
  });

  it("starts from the play instead, leaves one's own at its link, and can be undone", async () => {
    const { ctrl, names, start } = await rig([found([played(newYork), played(chicago)])], [chicago, portlandOregon]);
    ctrl.share.saver.begin();
    await settled();
    await start();
    ctrl.continuing.replace();
    expect([names(), ctrl.share.saving]).to.deep.equal([["New York City", "Chicago"], null]);
    ctrl.undo();
    expect(names()).to.deep.equal(["Chicago", "Portland"]);
  });

  it("keeps what is there", async () => {
    const { ctrl, names, over, start } = await rig([found([played(newYork)])], [chicago]);
    await start();
    ctrl.continuing.keepMine();
    expect([names(), ctrl.answer.kind, over()]).to.deep.equal([["Chicago"], "restored", true]);
  });

  it("does not ask where there is nothing to add", async () => {
    const { ctrl, over, start } = await rig([found([played(chicago)])], [chicago, newYork]);
    await start();
    expect([ctrl.dialog, ctrl.answer, over()]).to.deep.equal([null, { kind: "joined", places: 0, shared: 1 }, true]);
  });

  it("asks where the play is of another quiz", async () => {
    const { ctrl, names, start } = await rig([found([played(chicago)], "fr")]);
    await start();
    expect([ctrl.dialog, names(), ctrl.continuing.offer?.detail.quiz]).to.deep.equal(["continue", [], "fr"]);
  });

  it("says that there is no such play, and ends", async () => {
    const { ctrl, over, start } = await rig([{ ok: false, trouble: refused("unknown_play") }]);
    await start();
    expect([ctrl.answer, over()]).to.deep.equal([{ kind: "not-continued", why: "unknown", message: "No: unknown_play." }, true]);
  });

  it("says what the server refused, and ends", async () => {
    const { ctrl, over, start } = await rig([{ ok: false, trouble: refused("internal_server_error") }]);
    await start();
    expect([ctrl.answer.kind === "not-continued" && ctrl.answer.why, over()]).to.deep.equal(["refused", true]);
  });

  it("tries again until the connection is back", async () => {
    const lost: Outcome<PlayDetail> = { ok: false, trouble: offline };
    const { ctrl, names, over, start, fire } = await rig([lost, { ok: false, trouble: busy }, found([played(chicago)])]);
    await start();
    expect([ctrl.answer.kind === "not-continued" && ctrl.answer.why, over()]).to.deep.equal(["offline", false]);
    await fire();
    expect(ctrl.answer.kind === "not-continued" && ctrl.answer.why).to.equal("busy");
    ctrl.retry();
    await settled();
    expect([names(), over()]).to.deep.equal([["Chicago"], true]);
  });
});
