import { expect } from "chai";
import { Debouncer } from "../../../src/quiz/saving/debouncer";

interface Setup {
  debouncer: Debouncer;
  /** Touches the debouncer at this time; returns the delay of its timer in ms. */
  touchAt: (seconds: number) => number | null;
  fireTimer: () => void;
  actionCount: () => number;
}

function setup(): Setup {
  let [now, actionCount] = [0, 0];
  let timer: { action: () => void; ms: number } | null = null;
  const debouncer = new Debouncer(() => (actionCount += 1), {
    now: () => now,
    schedule: (action, ms) => {
      timer = { action, ms };
      return () => (timer = null);
    },
  });
  const touchAt = (seconds: number): number | null => {
    now = seconds * 1_000;
    debouncer.touch();
    return timer?.ms ?? null;
  };
  return { debouncer, touchAt, fireTimer: () => timer?.action(), actionCount: () => actionCount };
}

describe("Debouncer", () => {
  it("waits for five quiet seconds", () => {
    const { touchAt, fireTimer, actionCount } = setup();
    expect([touchAt(0), touchAt(4), actionCount()]).to.deep.equal([5_000, 5_000, 0]);
    fireTimer();
    expect(actionCount()).to.equal(1);
  });

  it("waits for 30 seconds at most, and then starts again", () => {
    const { touchAt, fireTimer } = setup();
    expect([0, 4, 8, 12, 16, 20, 24, 28, 31].map(touchAt)).to.deep.equal([5_000, 5_000, 5_000, 5_000, 5_000, 5_000, 5_000, 2_000, 0]);
    fireTimer();
    expect(touchAt(32)).to.equal(5_000);
  });

  it("does not run the action after it was stopped", () => {
    const { debouncer, touchAt, fireTimer, actionCount } = setup();
    touchAt(0);
    debouncer.stop();
    fireTimer();
    expect(actionCount()).to.equal(0);
  });
});
