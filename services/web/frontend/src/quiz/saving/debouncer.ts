/** Long enough for the next guess of somebody in full swing to join, short enough to lose little to a flat battery. */
const QUIET_MS = 5_000;
/** Somebody who never pauses is saved this often. */
const LONGEST_MS = 30_000;

/** Calls back when it has been quiet for a while after something happened, or at the latest after a longer while. */
export class Quiet {
  private since: number | null = null;
  private cancel: (() => void) | null = null;

  constructor(
    private readonly action: () => void,
    private readonly clock: { now(): number; later(action: () => void, ms: number): () => void },
  ) {}

  touch(): void {
    const now = this.clock.now();
    this.since ??= now;
    this.cancel?.();
    const left = Math.max(0, this.since + LONGEST_MS - now);
    this.cancel = this.clock.later(() => {
      this.stop();
      this.action();
    }, Math.min(QUIET_MS, left));
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
    this.since = null;
  }
}
