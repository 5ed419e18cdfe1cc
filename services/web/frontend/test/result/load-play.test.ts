import { expect } from "chai";
import type { Outcome, RequestFailure } from "../../src/api/outcome";
import type { PlayDetail } from "../../src/api/types";
import { loadPlay } from "../../src/result/load-play";

const play = { id: "abc" } as PlayDetail;
const busy: RequestFailure = { kind: "busy", retryAfter: 2 };

/** Loads a play from a server that fails like this first; returns the play and the waits in ms. */
async function load(...failures: RequestFailure[]): Promise<{ loaded: PlayDetail | null; waits: number[] }> {
  const waits: number[] = [];
  const fetchPlay = (): Promise<Outcome<PlayDetail>> => {
    const error = failures.shift();
    return Promise.resolve(error ? { ok: false, error } : { ok: true, value: play });
  };
  const wait = (ms: number): Promise<void> => {
    waits.push(ms);
    return Promise.resolve();
  };
  return { loaded: await loadPlay(fetchPlay, wait), waits };
}

describe("loadPlay", () => {
  it("asks again while the server is busy, after the time that it says", async () => {
    expect(await load(busy, busy)).to.deep.equal({ loaded: play, waits: [2_000, 2_000] });
  });

  it("gives up when the play is refused or the connection is lost", async () => {
    expect(await load({ kind: "offline" })).to.deep.equal({ loaded: null, waits: [] });
    expect(await load({ kind: "refused", code: "unknown_play", message: "" })).to.deep.equal({ loaded: null, waits: [] });
  });

  it("gives up after the sixth try, without waiting once more", async () => {
    expect((await load(...Array<RequestFailure>(5).fill(busy))).loaded).to.equal(play);
    const { loaded, waits } = await load(...Array<RequestFailure>(6).fill(busy));
    expect(loaded).to.equal(null);
    expect(waits).to.have.length(5);
  });
});
