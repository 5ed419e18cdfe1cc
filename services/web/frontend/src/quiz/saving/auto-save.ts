import { backoffMs } from "../../game/backoff";
import type { SaveError, SaveNotice, Wait } from "../../game/save-recovery";
import type { Saving } from "../../storage/save-state";
import { Courier, type CourierHooks, type Step } from "./save-protocol";
import type { SavingDeps } from "../dependencies";
import { Quiet } from "./debouncer";

export interface SaverHooks extends CourierHooks, Pick<SavingDeps, "newKey" | "exclusively"> {
  later(action: () => void, ms: number): () => void;
  /** Something that is shown has changed. */
  changed(): void;
}

/** Unsaved places that are not left waiting: a page that goes away can still send three times as many. */
const MANY_PLACES = 2_000;
/** Requests in a row that each ask for another at once; more would be two sides that never agree. */
const MOST_ROUNDS = 6;

/** Decides when to save: once the player asks for it, and then by itself, so that the saved play keeps up with the map. */
export class Saver {
  hitch: SaveError | null = null;
  private readonly courier: Courier;
  private readonly quiet: Quiet;
  private running = false;
  private missed = false;
  private failures = 0;
  private cancelRetry: (() => void) | null = null;

  constructor(private readonly hooks: SaverHooks) {
    this.courier = new Courier(hooks);
    this.quiet = new Quiet(() => void this.run(), hooks);
  }

  get saving(): Saving | null {
    return this.hooks.state.get();
  }

  get notice(): SaveNotice | null {
    return this.courier.notice;
  }

  /** The player wants a link. Asked twice it is the same request, also after a crash: its key is stored first. */
  begin(): void {
    this.hooks.state.begin(this.hooks.newKey());
    this.seen();
    this.retry();
  }

  /** The play is another than before. */
  touch(): void {
    const waits = this.cancelRetry !== null || this.hitch?.kind === "stale";
    if (this.saving === null || waits) return;
    if (this.courier.behind > MANY_PLACES) void this.run();
    else this.quiet.touch();
  }

  /** The player has read the notice. */
  seen(): void {
    this.courier.notice = null;
  }

  /** Now: the page was opened, the connection is back, or the player says so. */
  retry(): void {
    this.calm();
    if (this.saving !== null) void this.run();
  }

  /** Whether the player should be asked to stay: more is unsaved than a last word can say. It is sent meanwhile. */
  holdThePage(): boolean {
    if (this.hitch !== null || !this.courier.isFarBehind) return false;
    this.retry();
    return true;
  }

  /** The page may be gone a moment later. If it lives on, the timer of what is unsaved is still running. */
  async lastWord(): Promise<void> {
    await this.courier.lastWord();
    this.hooks.changed();
  }

  /** The saved play stays as it is; what is named from now on is another. */
  leaveBehind(): void {
    this.calm();
    this.quiet.stop();
    this.courier.leaveBehind();
    this.settle(null);
  }

  /** Deletes the saved play for everybody; the map stays. Why it was not, or null. */
  async remove(): Promise<SaveError | null> {
    this.quiet.stop();
    let step: Step = { kind: "done" };
    await this.hooks.exclusively(async () => {
      step = await this.courier.remove();
    });
    return this.removed(step);
  }

  private removed(step: Step): SaveError | null {
    if (step.kind === "stop") return step.error;
    this.calm();
    this.settle(null);
    return null;
  }

  private async run(): Promise<void> {
    this.quiet.stop();
    this.missed = this.running;
    if (this.running) return;
    this.running = true;
    try {
      await this.hooks.exclusively(async () => {
        this.conclude(await this.rounds());
      });
    } finally {
      this.running = false;
    }
    if (this.missed) this.touch();
  }

  private async rounds(): Promise<Step> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const step = await this.courier.step();
      this.hooks.changed();
      if (step.kind !== "again") return step;
    }
    return { kind: "wait", why: "busy", seconds: null };
  }

  private conclude(step: Step): void {
    if (step.kind === "wait") this.wait(step);
    else this.settle(step.kind === "stop" ? step.error : null);
  }

  private wait({ why, seconds }: Wait): void {
    this.failures += 1;
    this.cancelRetry = this.hooks.later(() => {
      this.retry();
    }, backoffMs(this.failures, seconds));
    this.show({ kind: why });
  }

  private settle(hitch: SaveError | null): void {
    this.failures = 0;
    this.show(hitch);
  }

  private calm(): void {
    this.cancelRetry?.();
    this.cancelRetry = null;
  }

  private show(hitch: SaveError | null): void {
    this.hitch = hitch;
    this.hooks.changed();
  }
}
