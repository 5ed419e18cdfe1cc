import { backoffMs } from "../../game/backoff";
import type { SaveNotice, SaveError, WaitAndRetry } from "../../game/save-recovery";
import type { SaveState } from "../../storage/save-state";
import type { SaveDeps, Schedule } from "../dependencies";
import { Debouncer } from "./debouncer";
import { SaveProtocol, type SaveProtocolHooks, type StepResult } from "./save-protocol";

export interface AutoSaveHooks extends SaveProtocolHooks, Pick<SaveDeps, "newIdempotencyKey" | "withTabLock"> {
  schedule: Schedule;
  /** Something that the page shows has changed. */
  onChange(): void;
}

/** With more unsaved places than this, the play is saved at once. A closing page can send three times as many. */
const MAX_UNSAVED_PLACES = 2_000;
/** How many requests may follow each other without a pause. If they are not enough, more will not help soon, so it waits. */
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

  constructor(private readonly hooks: AutoSaveHooks) {
    this.protocol = new SaveProtocol(hooks);
    this.debouncer = new Debouncer(() => void this.run(), hooks);
  }

  get saveState(): SaveState | null {
    return this.hooks.state.get();
  }

  get notice(): SaveNotice | null {
    return this.protocol.notice;
  }

  /** The player asks for a link. The request's key is stored first, so a second call, even after a crash, repeats the same request. */
  begin(): void {
    this.hooks.state.begin(this.hooks.newIdempotencyKey());
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
   * If a closing page could not send all unsaved places, starts to save them and returns true: the browser must then ask
   * the player to stay.
   */
  saveIfFlushTooLarge(): boolean {
    if (this.error !== null || !this.protocol.exceedsFlush) return false;
    this.retry();
    return true;
  }

  /** Saves what a closing page can still send. If the page stays open, the timer for unsaved changes is still running. */
  async flushOnUnload(): Promise<void> {
    await this.protocol.flushOnUnload();
    this.hooks.onChange();
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
    await this.hooks.withTabLock(async () => {
      result = await this.protocol.remove();
    });
    return this.afterRemoval(result);
  }

  private afterRemoval(result: StepResult): SaveError | null {
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
      await this.hooks.withTabLock(async () => {
        this.conclude(await this.runSteps());
      });
    } finally {
      this.running = false;
    }
    if (this.runAgain) this.touch();
  }

  private async runSteps(): Promise<StepResult> {
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const result = await this.protocol.step();
      this.hooks.onChange();
      if (result.kind !== "again") return result;
    }
    return { kind: "wait", why: "busy", seconds: null };
  }

  private conclude(result: StepResult): void {
    if (result.kind === "wait") this.scheduleRetry(result);
    else this.finish(result.kind === "stop" ? result.error : null);
  }

  private scheduleRetry({ why, seconds }: WaitAndRetry): void {
    this.failures += 1;
    this.cancelRetry = this.hooks.schedule(() => {
      this.retry();
    }, backoffMs(this.failures, seconds));
    this.showError({ kind: why });
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
    this.hooks.onChange();
  }
}
