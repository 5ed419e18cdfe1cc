import { expect } from "chai";
import type { Outcome } from "../../src/api/outcome";
import type { Match } from "../../src/api/types";
import { QuizCtrl } from "../../src/quiz/ctrl";
import { Store } from "../../src/storage/namespaced-store";
import { FakeServer, savingTo } from "./fake-server";
import { noLists } from "./import-export/importer-setup";
import { chicago, FakeShelf, hit, missed, newYork, portlandMaine, portlandOregon, portlands, portlandTexas, us } from "../factories";

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

interface Rig {
  ctrl: QuizCtrl;
  guess: (text: string) => Promise<void>;
  answers: Record<string, Outcome<Match>>;
}

function rig(shelf: FakeShelf | null = new FakeShelf()): Rig {
  const answers: Record<string, Outcome<Match>> = {
    portland: { ok: true, value: hit(...portlands) },
    chicago: { ok: true, value: hit(chicago) },
    "new york": { ok: true, value: hit(newYork) },
    brooklyn: { ok: true, value: missed("section") },
    lost: { ok: false, trouble: { kind: "offline" } },
  };
  const ctrl = new QuizCtrl(us, {
    store: new Store(shelf, us.slug),
    match: (_, name) => Promise.resolve(answers[name] ?? { ok: true, value: missed("unknown") }),
    sections: (_, name) => Promise.resolve({ ok: true, value: { name, of: [newYork.id] } }),
    saving: savingTo(new FakeServer(), shelf),
    lists: noLists,
    now: () => 1_000,
    redraw: () => undefined,
    later: () => () => undefined,
  });
  const guess = async (text: string): Promise<void> => {
    ctrl.submit(text);
    await settled();
  };
  return { ctrl, guess, answers };
}

const names = (ctrl: QuizCtrl): string[] => ctrl.play.all().map(({ name, region }) => `${name} ${region}`);

describe("QuizCtrl", () => {
  it("takes a hit, saves it, and restores it in a new page", async () => {
    const shelf = new FakeShelf();
    await rig(shelf).guess("chicago");
    const { ctrl } = rig(shelf);
    ctrl.restore();
    expect(names(ctrl)).to.deep.equal(["Chicago Illinois"]);
    expect(ctrl.answer).to.deep.equal({ kind: "restored", places: 1 });
  });

  it("adds the next homonym, then all, and marks the play", async () => {
    const { ctrl, guess } = rig();
    await guess("portland");
    ctrl.addNext();
    expect(names(ctrl)).to.deep.equal(["Portland Oregon", "Portland Maine"]);
    expect(ctrl.mode).to.equal("plain");
    ctrl.addAll();
    expect(ctrl.play.size).to.equal(3);
    expect(ctrl.mode).to.equal("every");
  });

  it("swaps one homonym for another, and undoes that", async () => {
    const { ctrl, guess } = rig();
    await guess("portland");
    ctrl.swapTo(portlandTexas);
    expect(names(ctrl)).to.deep.equal(["Portland Texas"]);
    expect(ctrl.answer).to.deep.equal({ kind: "swapped", from: portlandOregon, place: portlandTexas, others: [portlandOregon, portlandMaine] });
    ctrl.undo();
    expect(names(ctrl)).to.deep.equal(["Portland Oregon"]);
  });

  it("marks a play that used a region or took every homonym", async () => {
    const { ctrl, guess } = rig();
    ctrl.where = "in:US.ME";
    await guess("portland");
    expect([names(ctrl), ctrl.mode]).to.deep.equal([["Portland Maine"], "filtered"]);
    ctrl.where = "every";
    await guess("portland");
    expect([ctrl.play.size, ctrl.mode]).to.deep.equal([3, "every"]);
  });

  it("names a section's municipality only if the player has it", async () => {
    const { ctrl, guess } = rig();
    await guess("brooklyn");
    expect(ctrl.answer).to.deep.include({ kind: "miss", partOf: null });
    await guess("new york");
    await guess("brooklyn");
    expect(ctrl.answer).to.deep.include({ kind: "miss", guess: "brooklyn" });
    expect(ctrl.answer.kind === "miss" && ctrl.answer.partOf?.id).to.equal(newYork.id);
  });

  it("keeps guesses while offline, says so, and answers them in order later", async () => {
    const { ctrl, guess, answers } = rig();
    await guess("lost");
    expect(ctrl.answer).to.deep.equal({ kind: "queued", guess: "lost", waiting: 1, why: "offline" });
    await guess("chicago");
    expect(ctrl.answer).to.deep.equal({ kind: "queued", guess: "chicago", waiting: 2, why: "offline" });
    expect(ctrl.waiting).to.equal(2);
    answers["lost"] = { ok: true, value: hit(newYork) };
    ctrl.retry();
    await settled();
    expect(names(ctrl)).to.deep.equal(["New York City New York", "Chicago Illinois"]);
    expect(ctrl.waiting).to.equal(0);
  });

  it("answers guesses that an earlier page had to leave", async () => {
    const shelf = new FakeShelf();
    await rig(shelf).guess("lost");
    const { ctrl, answers } = rig(shelf);
    answers["lost"] = { ok: true, value: hit(chicago) };
    ctrl.restore();
    await settled();
    expect(names(ctrl)).to.deep.equal(["Chicago Illinois"]);
  });

  it("says why a guess was refused, and goes on", async () => {
    const { ctrl, guess, answers } = rig();
    answers["bad"] = { ok: false, trouble: { kind: "refused", code: "bad_name", message: "Too long." } };
    await guess("bad");
    expect(ctrl.answer).to.deep.equal({ kind: "refused", guess: "bad", message: "Too long." });
  });

  it("ignores an empty guess", async () => {
    const { ctrl, guess } = rig();
    await guess("   ");
    expect(ctrl.answer.kind).to.equal("welcome");
  });

  it("clears everything on reset, also from storage", async () => {
    const shelf = new FakeShelf();
    const { ctrl, guess } = rig(shelf);
    ctrl.where = "every";
    await guess("portland");
    ctrl.reset();
    expect([ctrl.play.size, ctrl.mode, shelf.keys()]).to.deep.equal([0, "plain", []]);
  });

  it("goes on in memory when storage is full, and says so", async () => {
    const { ctrl, guess } = rig(new FakeShelf(1));
    await guess("chicago");
    expect([ctrl.play.size, ctrl.fault]).to.deep.equal([1, "full"]);
  });

  it("keeps in step with another tab", async () => {
    const { ctrl, guess } = rig();
    await guess("chicago");
    ctrl.otherTab(`toponaut:1:us:${newYork.id}`, JSON.stringify([5, "New York City", "New York", "US", 40, -74, 8]));
    ctrl.otherTab(`toponaut:1:us:${chicago.id}`, null);
    expect(names(ctrl)).to.deep.equal(["New York City New York"]);
  });
});
