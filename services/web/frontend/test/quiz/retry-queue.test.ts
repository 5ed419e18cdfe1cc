import { expect } from "chai";
import type { Outcome } from "../../src/api/outcome";
import { Pump } from "../../src/quiz/retry-queue";
import type { Waiting } from "../../src/storage/pending-guesses";

const waiting = (guess: string): Waiting => ({ key: guess, guess, where: "largest" });
const fine = (value: string): Outcome<string> => ({ ok: true, value });
const offline: Outcome<string> = { ok: false, trouble: { kind: "offline" } };
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** A pump whose network answers as scripted, and then well. */
function rig(script: Record<string, Outcome<string>[]> = {}): { pump: Pump<Waiting, string>; log: string[]; fire: () => void } {
  const log: string[] = [];
  let timer: (() => void) | null = null;
  const pump = new Pump<Waiting, string>({
    ask: ({ guess }) => Promise.resolve(script[guess]?.shift() ?? fine(guess)),
    answered: ({ guess }, outcome) => {
      log.push(outcome.ok ? guess : `refused ${guess}`);
    },
    stuck: ({ kind }) => log.push(kind),
    later: (action, ms) => {
      log.push(`wait ${ms}`);
      timer = action;
      return () => (timer = null);
    },
  });
  return { pump, log, fire: () => timer?.() };
}

describe("Pump", () => {
  it("answers in the order of guessing", async () => {
    const { pump, log } = rig();
    pump.push(waiting("a"));
    pump.push(waiting("b"), waiting("c"));
    await settled();
    expect(log).to.deep.equal(["a", "b", "c"]);
  });

  it("keeps the order while the connection is lost, and loses nothing", async () => {
    const { pump, log, fire } = rig({ a: [offline, offline] });
    pump.push(waiting("a"));
    await settled();
    pump.push(waiting("b"));
    expect(pump.waiting).to.have.length(2);
    fire();
    await settled();
    fire();
    await settled();
    expect(log).to.deep.equal(["wait 1000", "offline", "wait 2000", "offline", "a", "b"]);
    expect(pump.stuck).to.equal(false);
  });

  it("tries at once when told that the connection is back", async () => {
    const { pump, log } = rig({ a: [offline] });
    pump.push(waiting("a"));
    await settled();
    pump.retry();
    await settled();
    expect(log).to.deep.equal(["wait 1000", "offline", "a"]);
  });

  it("waits as long as a busy server asks", async () => {
    const { pump, log } = rig({ a: [{ ok: false, trouble: { kind: "busy", retryAfter: 7 } }] });
    pump.push(waiting("a"));
    await settled();
    expect(log).to.deep.equal(["wait 7000", "busy"]);
  });

  it("does not hold up the others for a guess that is refused", async () => {
    const refused: Outcome<string> = { ok: false, trouble: { kind: "refused", code: "bad_name", message: "No." } };
    const { pump, log } = rig({ a: [refused] });
    pump.push(waiting("a"), waiting("b"));
    await settled();
    expect(log).to.deep.equal(["refused a", "b"]);
  });

  it("forgets an answer to a guess dropped meanwhile", async () => {
    const { pump, log } = rig();
    pump.push(waiting("a"));
    pump.drop();
    await settled();
    expect(log).to.be.empty;
  });
});
