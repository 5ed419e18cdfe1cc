import { backoffMs } from "../../game/backoff";
import type { SaveNotice, SaveError, WaitAndRetry } from "../../game/save-recovery";
import type { SaveState } from "../../storage/save-state";
import type { SaveDeps, Schedule } from "../dependencies";
import { Debouncer } from "./debouncer";
import { SaveProtocol, type SaveProtocolDeps, type StepResult } from "./save-protocol";

export interface AutoSaveDeps extends SaveProtocolDeps, Pick<SaveDeps, "newIdempotencyKey" | "withTabLock"> {
  schedule: Schedule;
  /** Something that the page shows has changed. */
  onChange(): void;
}

/** With more unsaved places than this, the play is saved at once. A closing page can send about 6,000. */
const MAX_UNSAVED_PLACES = 2_000;
/** How many requests may follow each other without a pause. If the play is not saved then, the retry timer tries again. */
const MAX_STEPS = 6;

/** Decides when to save: the first time when the player asks for it, later whenever the map has changed. */
export class AutoSave {
  error: SaveError | null = null;
  private readonly protocol: SaveProtocol;
  private readonly debouncer: Debouncer;
  private running = false;
  /** Whether another save was asked for while one was running. */
  private runAgain = false;
  private failures = 0;
  private cancelRetry: (() => void) | null = null;

  constructor(private readonly deps: AutoSaveDeps) {
    this.protocol = new SaveProtocol(deps);
    this.debouncer = new Debouncer(() => void this.run(), deps);
  }

  get saveState(): SaveState | null {
    return this.deps.state.get();
  }

  get notice(): SaveNotice | null {
    return this.protocol.notice;
  }

  /** The player asks for a link. The request's key is stored first, so a second call, even after a crash, repeats the same request. */
  begin(): void {
    this.deps.state.begin(this.deps.newIdempotencyKey());
    this.dismissNotice();
    this.retry();
  }

  /** The play has changed. */
  touch(): void {
    const waits = this.cancelRetry !== null || this.error?.kind === "stale";
    if (this.saveState === null || waits) return;
    if (this.protocol.unsavedCount > MAX_UNSAVED_PLACES) void this.run();
    else this.debouncer.touch();
  }

  dismissNotice(): void {
    this.protocol.notice = null;
  }

  /** Saves now: the page was opened, the connection is back, or the player asks for it. */
  retry(): void {
    this.stopRetryTimer();
    if (this.saveState !== null) void this.run();
  }

  /**
   * Returns true if the unsaved places are too many for a closing page. Saving them has then begun, and the page must
   * make the browser ask before it closes.
   */
  saveIfFlushTooLarge(): boolean {
    if (this.error !== null || !this.protocol.exceedsFlush) return false;
    this.retry();
    return true;
  }

  /** Saves what a closing page can still send. If the page stays open, the timer for unsaved changes is still running. */
  async flushOnUnload(): Promise<void> {
    await this.protocol.flushOnUnload();
    this.deps.onChange();
  }

  /** Ends saving to the saved play, which stays on the server. What the player names from now on belongs to another play. */
  detach(): void {
    this.stopRetryTimer();
    this.debouncer.stop();
    this.protocol.detach();
    this.finish(null);
  }

  /** Deletes the saved play for everybody; the map stays. Returns why it was not deleted, or null. */
  async remove(): Promise<SaveError | null> {
    this.debouncer.stop();
    let result: StepResult = { kind: "done" };
    await this.deps.withTabLock(async () => {
      result = await this.protocol.remove();
    });
    return this.afterDeletion(result);
  }

  private afterDeletion(result: StepResult): SaveError | null {
    if (result.kind === "stop") return result.error;
    this.stopRetryTimer();
    this.finish(null);
    return null;
  }

  private async run(): Promise<void> {
    this.debouncer.stop();
    this.runAgain = this.running;
    if (this.running) return;
    this.running = true;
    try {
      await this.deps.withTabLock(async () => {
        this.handleResult(await this.runSteps());
      });
    } finally {
      this.running = false;
    }
    if (this.runAgain) this.touch();
  }

  private async runSteps(): Promise<StepResult> {
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const result = await this.protocol.step();
      this.deps.onChange();
      if (result.kind !== "again") return result;
    }
    return { kind: "wait", why: "busy", seconds: null };
  }

  private handleResult(result: StepResult): void {
    if (result.kind === "wait") this.scheduleRetry(result);
    else this.finish(result.kind === "stop" ? result.error : null);
  }

  private scheduleRetry({ why, seconds }: WaitAndRetry): void {
    this.failures += 1;
    const delay = backoffMs(this.failures, seconds);
    this.cancelRetry = this.deps.schedule(() => {
      this.retry();
    }, delay);
    this.showError(why === "daily-limit" ? { kind: why, until: this.deps.now() + delay } : { kind: why });
  }

  private finish(error: SaveError | null): void {
    this.failures = 0;
    this.showError(error);
  }

  private stopRetryTimer(): void {
    this.cancelRetry?.();
    this.cancelRetry = null;
  }

  private showError(error: SaveError | null): void {
    this.error = error;
    this.deps.onChange();
  }
}
