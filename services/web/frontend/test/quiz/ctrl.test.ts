import { expect } from "chai";
import type { Outcome } from "../../src/api/outcome";
import type { Match } from "../../src/api/types";
import { QuizCtrl } from "../../src/quiz/ctrl";
import { NamespacedStore } from "../../src/storage/namespaced-store";
import { chicago, hit, miss, newYork, portlandMaine, portlandOregon, portlands, portlandTexas, us } from "../factories";
import { FakeStorage } from "../fake-storage";
import { nextTurn } from "../next-turn";
import { FakeServer, saveDeps } from "./fake-server";
import { noImport } from "./import-export/importer-setup";

interface Setup {
  ctrl: QuizCtrl;
  guess: (text: string) => Promise<void>;
  answers: Record<string, Outcome<Match>>;
}

/** A quiz page. A second one with the same storage is a reload. */
function setup(backend: FakeStorage | null = new FakeStorage()): Setup {
  const answers: Record<string, Outcome<Match>> = {
    portland: { ok: true, value: hit(...portlands) },
    chicago: { ok: true, value: hit(chicago) },
    "new york": { ok: true, value: hit(newYork) },
    brooklyn: { ok: true, value: miss("section") },
    "while offline": { ok: false, error: { kind: "offline" } },
  };
  const ctrl = new QuizCtrl(us, {
    store: new NamespacedStore(backend, us.slug),
    match: (_, name) => Promise.resolve(answers[name] ?? { ok: true, value: miss("unknown") }),
    sections: (_, name) => Promise.resolve({ ok: true, value: { name, of: [newYork.id] } }),
    saving: saveDeps(new FakeServer(), backend),
    importing: noImport,
    now: () => 1_000,
    redraw: () => undefined,
    schedule: () => () => undefined,
  });
  const guess = async (text: string): Promise<void> => {
    ctrl.submit(text);
    await nextTurn();
  };
  return { ctrl, guess, answers };
}

const names = (ctrl: QuizCtrl): string[] => ctrl.play.all().map(({ name, region }) => `${name} ${region}`);

describe("QuizCtrl", () => {
  it("adds a match, stores it, and restores it after a reload", async () => {
    const backend = new FakeStorage();
    await setup(backend).guess("chicago");
    const { ctrl } = setup(backend);
    ctrl.restore();
    expect(names(ctrl)).to.deep.equal(["Chicago Illinois"]);
    expect(ctrl.answer).to.deep.equal({ kind: "restored", places: 1 });
  });

  it("adds the next homonym, then all; adding all sets the mode to 'every'", async () => {
    const { ctrl, guess } = setup();
    await guess("portland");
    ctrl.addNext();
    expect(names(ctrl)).to.deep.equal(["Portland Oregon", "Portland Maine"]);
    expect(ctrl.mode).to.equal("plain");
    ctrl.addAll();
    expect(ctrl.play.size).to.equal(3);
    expect(ctrl.mode).to.equal("every");
  });

  it("swaps one homonym for another, and undo reverts that", async () => {
    const { ctrl, guess } = setup();
    await guess("portland");
    ctrl.swapTo(portlandTexas);
    expect(names(ctrl)).to.deep.equal(["Portland Texas"]);
    expect(ctrl.answer).to.deep.equal({ kind: "swapped", from: portlandOregon, place: portlandTexas, others: [portlandOregon, portlandMaine] });
    ctrl.undo();
    expect(names(ctrl)).to.deep.equal(["Portland Oregon"]);
  });

  it("sets the mode to 'filtered' or 'every' after a guess under the homonym rule of that kind", async () => {
    const { ctrl, guess } = setup();
    ctrl.homonymRule = "in:US.ME";
    await guess("portland");
    expect([names(ctrl), ctrl.mode]).to.deep.equal([["Portland Maine"], "filtered"]);
    ctrl.homonymRule = "every";
    await guess("portland");
    expect([ctrl.play.size, ctrl.mode]).to.deep.equal([3, "every"]);
  });

  it("names a section's municipality only if the player has found it", async () => {
    const { ctrl, guess } = setup();
    await guess("brooklyn");
    expect(ctrl.answer).to.deep.include({ kind: "miss", partOf: null });
    await guess("new york");
    await guess("brooklyn");
    expect(ctrl.answer).to.deep.include({ kind: "miss", guess: "brooklyn" });
    expect(ctrl.answer.kind === "miss" && ctrl.answer.partOf?.id).to.equal(newYork.id);
  });

  it("keeps guesses while offline, says so, and answers them in their order later", async () => {
    const { ctrl, guess, answers } = setup();
    await guess("while offline");
    expect(ctrl.answer).to.deep.equal({ kind: "queued", guess: "while offline", waiting: 1, why: "offline" });
    await guess("chicago");
    expect(ctrl.answer).to.deep.equal({ kind: "queued", guess: "chicago", waiting: 2, why: "offline" });
    expect(ctrl.delayedGuesses).to.equal(2);
    answers["while offline"] = { ok: true, value: hit(newYork) };
    ctrl.retry();
    await nextTurn();
    expect(names(ctrl)).to.deep.equal(["New York City New York", "Chicago Illinois"]);
    expect(ctrl.delayedGuesses).to.equal(0);
  });

  it("answers guesses that were unanswered before a reload", async () => {
    const backend = new FakeStorage();
    await setup(backend).guess("while offline");
    const { ctrl, answers } = setup(backend);
    answers["while offline"] = { ok: true, value: hit(chicago) };
    ctrl.restore();
    await nextTurn();
    expect(names(ctrl)).to.deep.equal(["Chicago Illinois"]);
  });

  it("says why a guess was refused", async () => {
    const { ctrl, guess, answers } = setup();
    answers["bad"] = { ok: false, error: { kind: "refused", code: "bad_name", message: "Too long." } };
    await guess("bad");
    expect(ctrl.answer).to.deep.equal({ kind: "refused", guess: "bad", message: "Too long." });
  });

  it("ignores an empty guess", async () => {
    const { ctrl, guess } = setup();
    await guess("   ");
    expect(ctrl.answer.kind).to.equal("welcome");
  });

  it("clears the play and its storage on reset", async () => {
    const backend = new FakeStorage();
    const { ctrl, guess } = setup(backend);
    ctrl.homonymRule = "every";
    await guess("portland");
    ctrl.reset();
    expect([ctrl.play.size, ctrl.mode, backend.keys()]).to.deep.equal([0, "plain", []]);
  });

  it("goes on in memory when storage is full, and says so", async () => {
    const { ctrl, guess } = setup(new FakeStorage(1));
    await guess("chicago");
    expect([ctrl.play.size, ctrl.storageFault]).to.deep.equal([1, "full"]);
  });

  it("applies what another tab writes", async () => {
    const { ctrl, guess } = setup();
    await guess("chicago");
    ctrl.onOtherTabWrite(`toponaut:1:us:${newYork.id}`, JSON.stringify([5, "New York City", "New York", "US", 40, -74, 8]));
    ctrl.onOtherTabWrite(`toponaut:1:us:${chicago.id}`, null);
    expect(names(ctrl)).to.deep.equal(["New York City New York"]);
  });
});
