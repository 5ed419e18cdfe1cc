import type { Outcome } from "../api/outcome";
import type { PlayDetail } from "../api/types";
import { backoffMs } from "../game/backoff";

const MAX_TRIES = 6; // over half a minute

/**
 * A saved play; null if it does not come. The server reads one large play at a time and answers "busy" to everybody
 * else, so such a request is tried again.
 */
export async function loadPlay(
  fetchPlay: () => Promise<Outcome<PlayDetail>>,
  wait: (ms: number) => Promise<void>,
): Promise<PlayDetail | null> {
  for (let tries = 1; ; tries++) {
    const outcome = await fetchPlay();
    if (outcome.ok) return outcome.value;
    if (outcome.error.kind !== "busy" || tries === MAX_TRIES) return null;
    await wait(backoffMs(tries, outcome.error.retryAfter));
  }
}
