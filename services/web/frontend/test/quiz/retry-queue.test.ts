import { expect } from "chai";
import type { Outcome } from "../../src/api/outcome";
import { RetryQueue } from "../../src/quiz/retry-queue";
import { nextTurn } from "../next-turn";

interface Item {
  name: string;
}

const item = (name: string): Item => ({ name });
const success = (value: string): Outcome<string> => ({ ok: true, value });
const offline: Outcome<string> = { ok: false, error: { kind: "offline" } };
/** A queue whose items get the scripted outcomes first, and then succeed. */
function setup(script: Record<string, Outcome<string>[]> = {}): { queue: RetryQueue<Item, string>; log: string[]; fireTimer: () => void } {
  const log: string[] = [];
  let timer: (() => void) | null = null;
  const queue = new RetryQueue<Item, string>({
    send: ({ name }) => Promise.resolve(script[name]?.shift() ?? success(name)),
    onAnswer: ({ name }, outcome) => {
      log.push(outcome.ok ? name : `refused ${name}`);
    },
    onDelay: ({ kind }) => log.push(kind),
    schedule: (action, ms) => {
      log.push(`wait ${ms}`);
      timer = action;
      return () => (timer = null);
    },
  });
  return { queue, log, fireTimer: () => timer?.() };
}

describe("RetryQueue", () => {
  it("answers items in their order", async () => {
    const { queue, log } = setup();
    queue.push(item("a"));
    queue.push(item("b"), item("c"));
    await nextTurn();
    expect(log).to.deep.equal(["a", "b", "c"]);
  });

  it("keeps order and items while the connection is lost", async () => {
    const { queue, log, fireTimer } = setup({ a: [offline, offline] });
    queue.push(item("a"));
    await nextTurn();
    queue.push(item("b"));
    expect(queue.pending).to.have.length(2);
    fireTimer();
    await nextTurn();
    fireTimer();
    await nextTurn();
    expect(log).to.deep.equal(["wait 1000", "offline", "wait 2000", "offline", "a", "b"]);
    expect(queue.delayed).to.equal(false);
  });

  it("retries at once when the connection is back", async () => {
    const { queue, log } = setup({ a: [offline] });
    queue.push(item("a"));
    await nextTurn();
    queue.retry();
    await nextTurn();
    expect(log).to.deep.equal(["wait 1000", "offline", "a"]);
  });

  it("waits as long as a busy server asks", async () => {
    const { queue, log } = setup({ a: [{ ok: false, error: { kind: "busy", retryAfter: 7 } }] });
    queue.push(item("a"));
    await nextTurn();
    expect(log).to.deep.equal(["wait 7000", "busy"]);
  });

  it("goes on with the next item after a refusal", async () => {
    const refused: Outcome<string> = { ok: false, error: { kind: "refused", code: "bad_name", message: "No." } };
    const { queue, log } = setup({ a: [refused] });
    queue.push(item("a"), item("b"));
    await nextTurn();
    expect(log).to.deep.equal(["refused a", "b"]);
  });

  it("ignores the answer to an item that was cleared in the meantime", async () => {
    const { queue, log } = setup();
    queue.push(item("a"));
    queue.clear();
    await nextTurn();
    expect(log).to.be.empty;
  });
});
