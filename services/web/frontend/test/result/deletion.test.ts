import { expect } from "chai";
import type { Outcome } from "../../src/api/outcome";
import { Deletion } from "../../src/result/deletion";

const own = { id: "abc", secret: "s1" };

/** A deletion that the server answers so; `seen` collects what happens. */
function deletion(answer: Outcome<null>): { it: Deletion; seen: string[] } {
  const seen: string[] = [];
  const it = new Deletion(own, {
    remove: ({ id, secret }) => {
      seen.push(`remove ${id} ${secret}`);
      return Promise.resolve(answer);
    },
    forget: (id) => { seen.push(`forget ${id}`); },
    redraw: () => { seen.push("redraw"); },
  });
  return { it, seen };
}

describe("Deletion", () => {
  it("asks, deletes with the secret, and forgets it", async () => {
    const { it, seen } = deletion({ ok: true, value: null });
    it.ask();
    expect([it.stage, seen]).to.deep.equal(["asking", []]);
    const done = it.confirm();
    expect(it.stage).to.equal("waiting");
    await done;
    expect(it.stage).to.equal("gone");
    expect(seen).to.deep.equal(["remove abc s1", "forget abc", "redraw"]);
  });

  it("does nothing when it is thought better of", () => {
    const { it, seen } = deletion({ ok: true, value: null });
    it.ask();
    it.cancel();
    expect([it.stage, seen]).to.deep.equal(["idle", ["redraw"]]);
  });

  it("takes a play that is not there any more for deleted", async () => {
    const { it, seen } = deletion({ ok: false, trouble: { kind: "refused", code: "unknown_play", message: "x", places: [] } });
    await it.confirm();
    expect(it.stage).to.equal("gone");
    expect(seen).to.include("forget abc");
  });

  const failures: [Outcome<null>, string][] = [
    [{ ok: false, trouble: { kind: "offline" } }, "not reached"],
    [{ ok: false, trouble: { kind: "busy", retryAfter: 5 } }, "busy"],
    [{ ok: false, trouble: { kind: "refused", code: "not_yours", message: "The secret is not this play's.", places: [] } }, "not this play's"],
  ];
  for (const [answer, words] of failures) {
    it(`keeps the secret where the server did not delete, and says why: ${words}`, async () => {
      const { it, seen } = deletion(answer);
      await it.confirm();
      expect(it.stage).to.equal("idle");
      expect(it.problem).to.include(words);
      expect(seen).not.to.include("forget abc");
      it.ask();
      expect(it.problem).to.equal(null);
    });
  }
});
