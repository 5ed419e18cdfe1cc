import { expect } from "chai";
import { Quiet } from "../../../src/quiz/saving/debouncer";

function rig(): { quiet: Quiet; touchAt: (seconds: number) => number | null; fire: () => void; fired: () => number } {
  let [now, times] = [0, 0];
  let timer: { action: () => void; ms: number } | null = null;
  const quiet = new Quiet(() => (times += 1), {
    now: () => now,
    later: (action, ms) => {
      timer = { action, ms };
      return () => (timer = null);
    },
  });
  const touchAt = (seconds: number): number | null => {
    now = seconds * 1_000;
    quiet.touch();
    return timer?.ms ?? null;
  };
  return { quiet, touchAt, fire: () => timer?.action(), fired: () => times };
}

describe("Quiet", () => {
  it("waits for five quiet seconds", () => {
    const { touchAt, fire, fired } = rig();
    expect([touchAt(0), touchAt(4), fired()]).to.deep.equal([5_000, 5_000, 0]);
    fire();
    expect(fired()).to.equal(1);
  });

  it("waits for thirty at most, and then begins anew", () => {
    const { touchAt, fire } = rig();
    expect([0, 4, 8, 12, 16, 20, 24, 28, 31].map(touchAt)).to.deep.equal([5_000, 5_000, 5_000, 5_000, 5_000, 5_000, 5_000, 2_000, 0]);
    fire();
    expect(touchAt(32)).to.equal(5_000);
  });

  it("forgets when it is told to", () => {
    const { quiet, touchAt, fire, fired } = rig();
    touchAt(0);
    quiet.stop();
    fire();
    expect(fired()).to.equal(0);
  });
});
