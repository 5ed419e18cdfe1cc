import { expect } from "chai";
import type { Outcome } from "../../../src/api/outcome";
import type { Place, PlayDetail, PlayedPlace } from "../../../src/api/types";
import { QuizCtrl } from "../../../src/quiz/ctrl";
import { NamespacedStore } from "../../../src/storage/namespaced-store";
import { chicago, hit, newYork, portlandMaine, portlandOregon, us } from "../../factories";
import { FakeStorage } from "../../fake-storage";
import { busy, FakeServer, offline, refused, saveDeps, settled } from "../fake-server";
import { noImport } from "../import-export/importer-setup";

const played = (place: Place, status: PlayedPlace["status"] = "counted"): PlayedPlace => ({ ...place, status });
const sharedPlay = (places: PlayedPlace[], quiz = "us"): Outcome<PlayDetail> => ({
  ok: true,
  value: { id: "theirs", quiz, title: "United States", mode: "every", places } as PlayDetail,
});

interface Setup {
  ctrl: QuizCtrl;
  names: () => string[];
  isDone: () => boolean;
  start: () => Promise<void>;
  fireTimer: () => Promise<void>;
}

/** A quiz page with the player's own places, and a server that gives these answers to requests for a shared play. */
async function setup(answers: Outcome<PlayDetail>[], own: Place[] = [], backend = new FakeStorage()): Promise<Setup> {
  let timer = (): void => undefined;
  let done = false;
  const server = new FakeServer();
  server.detail = () => Promise.resolve(answers.shift() ?? { ok: false, error: offline });
  const ctrl = new QuizCtrl(us, {
    store: new NamespacedStore(backend, us.slug),
    match: (_, name) => Promise.resolve({ ok: true, value: hit(...own.filter((place) => place.name === name)) }),
    sections: (_, name) => Promise.resolve({ ok: true, value: { name, of: [] } }),
    saving: saveDeps(server, backend),
    importing: noImport,
    now: () => 1_000,
    redraw: () => undefined,
    schedule: (action) => {
      timer = action;
      return () => (timer = () => undefined);
    },
  });
  for (const place of own) ctrl.submit(place.name);
  await settled();
  const start = async (): Promise<void> => {
    ctrl.continuation.start("theirs", () => (done = true));
    await settled();
  };
  const fireTimer = async (): Promise<void> => {
    timer();
    await settled();
  };
  return { ctrl, names: () => ctrl.play.all().map(({ name }) => name), isDone: () => done, start, fireTimer };
}

describe("ContinueCtrl", () => {
  it("adds the play's places in their order to an empty map, and takes over its mode", async () => {
    const { ctrl, names, isDone, start } = await setup([sharedPlay([played(newYork), played(chicago)])]);
    await start();
    expect([names(), ctrl.mode, ctrl.dialog, isDone()]).to.deep.equal([["New York City", "Chicago"], "every", null, true]);
    expect(ctrl.answer).to.deep.equal({ kind: "continued", places: 2, missing: 0 });
    ctrl.undo();
    expect(names()).to.be.empty;
  });

  it("stores the places like the player's own", async () => {
    const backend = new FakeStorage();
    await (await setup([sharedPlay([played(chicago)])], [], backend)).start();
    expect(JSON.parse(backend.getItem(`toponaut:1:us:${chicago.id}`) ?? "")).to.deep.equal([1_000, "Chicago", "Illinois", "US", 45, -100, 2_720_546]);
    expect(backend.getItem("toponaut:1:us:started")).to.equal("1000");
  });

  it("leaves out places that no longer count, and says so", async () => {
    const { ctrl, names, start } = await setup([sharedPlay([played(chicago), played(newYork, "left"), played(portlandMaine, "elsewhere")])]);
    await start();
    expect([names(), ctrl.answer]).to.deep.equal([["Chicago"], { kind: "continued", places: 1, missing: 2 }]);
  });

  it("asks if the map is not empty, and adds the new places in one step", async () => {
    const { ctrl, names, isDone, start } = await setup([sharedPlay([played(newYork), played(chicago), played(portlandMaine)])], [chicago]);
    await start();
    expect([ctrl.dialog, ctrl.continuation.sharedPlay?.alreadyNamed, isDone()]).to.deep.equal(["continue", 1, false]);
    ctrl.continuation.add();
    expect([names(), isDone()]).to.deep.equal([["Chicago", "New York City", "Portland"], true]);
    expect(ctrl.answer).to.deep.equal({ kind: "joined", places: 2, shared: 1 });
    ctrl.undo();
    expect(names()).to.deep.equal(["Chicago"]);
  });

  it("replaces the player's own play, which stays at its link, and undo reverts that", async () => {
    const { ctrl, names, start } = await setup([sharedPlay([played(newYork), played(chicago)])], [chicago, portlandOregon]);
    ctrl.share.autoSave.begin();
    await settled();
    await start();
    ctrl.continuation.replace();
    expect([names(), ctrl.share.saveState]).to.deep.equal([["New York City", "Chicago"], null]);
    ctrl.undo();
    expect(names()).to.deep.equal(["Chicago", "Portland"]);
  });

  it("keeps the player's own play", async () => {
    const { ctrl, names, isDone, start } = await setup([sharedPlay([played(newYork)])], [chicago]);
    await start();
    ctrl.continuation.keepMine();
    expect([names(), ctrl.answer.kind, isDone()]).to.deep.equal([["Chicago"], "restored", true]);
  });

  it("does not ask if there is nothing to add", async () => {
    const { ctrl, isDone, start } = await setup([sharedPlay([played(chicago)])], [chicago, newYork]);
    await start();
    expect([ctrl.dialog, ctrl.answer, isDone()]).to.deep.equal([null, { kind: "joined", places: 0, shared: 1 }, true]);
  });

  it("asks if the play is of another quiz", async () => {
    const { ctrl, names, start } = await setup([sharedPlay([played(chicago)], "fr")]);
    await start();
    expect([ctrl.dialog, names(), ctrl.continuation.sharedPlay?.detail.quiz]).to.deep.equal(["continue", [], "fr"]);
  });

  it("says that the play does not exist, and ends", async () => {
    const { ctrl, isDone, start } = await setup([{ ok: false, error: refused("unknown_play") }]);
    await start();
    expect([ctrl.answer, isDone()]).to.deep.equal([{ kind: "not-continued", why: "unknown", message: "No: unknown_play." }, true]);
  });

  it("says why the server refused, and ends", async () => {
    const { ctrl, isDone, start } = await setup([{ ok: false, error: refused("internal_server_error") }]);
    await start();
    expect([ctrl.answer.kind === "not-continued" && ctrl.answer.why, isDone()]).to.deep.equal(["refused", true]);
  });

  it("retries until the connection is back", async () => {
    const failed: Outcome<PlayDetail> = { ok: false, error: offline };
    const { ctrl, names, isDone, start, fireTimer } = await setup([failed, { ok: false, error: busy }, sharedPlay([played(chicago)])]);
    await start();
    expect([ctrl.answer.kind === "not-continued" && ctrl.answer.why, isDone()]).to.deep.equal(["offline", false]);
    await fireTimer();
    expect(ctrl.answer.kind === "not-continued" && ctrl.answer.why).to.equal("busy");
    ctrl.retry();
    await settled();
    expect([names(), isDone()]).to.deep.equal([["Chicago"], true]);
  });
});
