import { expect } from "chai";
import type { Outcome } from "../../src/api/outcome";
import { DeletionCtrl } from "../../src/result/deletion-ctrl";

const own = { id: "abc", secret: "s1" };

/** A deletion with this answer of the server; `calls` records what it does. */
function deletion(answer: Outcome<null>): { it: DeletionCtrl; calls: string[] } {
  const calls: string[] = [];
  const it = new DeletionCtrl(own, {
    remove: ({ id, secret }) => {
      calls.push(`remove ${id} ${secret}`);
      return Promise.resolve(answer);
    },
    forget: (id) => { calls.push(`forget ${id}`); },
    redraw: () => { calls.push("redraw"); },
  });
  return { it, calls };
}

describe("DeletionCtrl", () => {
  it("asks, deletes with the secret, and forgets the secret", async () => {
    const { it, calls } = deletion({ ok: true, value: null });
    it.ask();
    expect([it.stage, calls]).to.deep.equal(["asking", []]);
    const done = it.confirm();
    expect(it.stage).to.equal("waiting");
    await done;
    expect(it.stage).to.equal("gone");
    expect(calls).to.deep.equal(["remove abc s1", "forget abc", "redraw"]);
  });

  it("does nothing when cancelled", () => {
    const { it, calls } = deletion({ ok: true, value: null });
    it.ask();
    it.cancel();
    expect([it.stage, calls]).to.deep.equal(["idle", ["redraw"]]);
  });

  it("counts a play that no longer exists as deleted", async () => {
    const { it, calls } = deletion({ ok: false, error: { kind: "refused", code: "unknown_play", message: "x", places: [] } });
    await it.confirm();
    expect(it.stage).to.equal("gone");
    expect(calls).to.include("forget abc");
  });

  const failures: [Outcome<null>, string][] = [
    [{ ok: false, error: { kind: "offline" } }, "not reached"],
    [{ ok: false, error: { kind: "busy", retryAfter: 5 } }, "busy"],
    [{ ok: false, error: { kind: "refused", code: "not_yours", message: "The secret is not this play's.", places: [] } }, "not this play's"],
  ];
  for (const [answer, words] of failures) {
    it(`keeps the secret if the server did not delete the play, and says why: ${words}`, async () => {
      const { it, calls } = deletion(answer);
      await it.confirm();
      expect(it.stage).to.equal("idle");
      expect(it.problem).to.include(words);
      expect(calls).not.to.include("forget abc");
      it.ask();
      expect(it.problem).to.equal(null);
    });
  }
});
