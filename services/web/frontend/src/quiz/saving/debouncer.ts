/** Long enough for one save to cover several guesses of a fast player, short enough to lose little if the battery dies. */
const QUIET_MS = 5_000;
/** The action runs at least this often for a player who never pauses. */
const MAX_DELAY_MS = 30_000;

/** Runs an action once nothing has happened for `QUIET_MS`, or after `MAX_DELAY_MS` at the latest. */
export class Debouncer {
  private firstTouch: number | null = null;
  private cancel: (() => void) | null = null;

  constructor(
    private readonly action: () => void,
    private readonly clock: { now(): number; schedule(action: () => void, ms: number): () => void },
  ) {}

  touch(): void {
    const now = this.clock.now();
    this.firstTouch ??= now;
    this.cancel?.();
    const remaining = Math.max(0, this.firstTouch + MAX_DELAY_MS - now);
    this.cancel = this.clock.schedule(() => {
      this.stop();
      this.action();
    }, Math.min(QUIET_MS, remaining));
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
    this.firstTouch = null;
  }
}
