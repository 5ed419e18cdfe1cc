import type { RequestFailure, Outcome } from "../api/outcome";
import { backoffMs } from "../game/backoff";

type RefusedError = Extract<RequestFailure, { kind: "refused" }>;
type TemporaryError = Exclude<RequestFailure, RefusedError>;
/** An outcome that a retry would not change. */
export type FinalOutcome<T> = { ok: true; value: T } | { ok: false; error: RefusedError };

export interface RetryQueueHooks<Item, T> {
  send(item: Item): Promise<Outcome<T>>;
  /** Called once for each item, in the order of the queue. */
  onAnswer(item: Item, outcome: FinalOutcome<T>): Promise<void> | void;
  /** An attempt failed for a temporary reason; the item stays in the queue. */
  onDelay(error: TemporaryError): void;
  /** Runs the action later; returns a function that cancels it. */
  schedule(action: () => void, ms: number): () => void;
}

/**
 * Sends items (guesses, or batches of an import) one after the other. While the connection or the server fails, the
 * first item stays at the head of the queue and is retried, so that answers keep the order of the items.
 */
export class RetryQueue<Item extends object, T> {
  private readonly items: Item[] = [];
  private running = false;
  private failures = 0;
  private cancelRetry: (() => void) | null = null;

  constructor(private readonly hooks: RetryQueueHooks<Item, T>) {}

  get pending(): readonly Item[] {
    return this.items;
  }

  /** Whether the first item failed and will be retried. */
  get delayed(): boolean {
    return this.failures > 0;
  }

  push(...items: Item[]): void {
    this.items.push(...items);
    if (this.cancelRetry === null) void this.run();
  }

  /** Empties the queue and returns what was in it. */
  clear(): Item[] {
    return this.items.splice(0);
  }

  /** Retries now, without waiting for the timer, because the browser says that the connection is back. */
  retry(): void {
    this.cancelRetry?.();
    this.cancelRetry = null;
    void this.run();
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let head = this.items[0]; head; head = this.items[0]) {
        if (!(await this.process(head))) return;
      }
    } finally {
      this.running = false;
    }
  }

  /** Returns whether to continue with the next item. */
  private async process(head: Item): Promise<boolean> {
    const outcome = await this.hooks.send(head);
    if (this.items[0] !== head) return true; // the queue was cleared in the meantime
    if (outcome.ok) return this.settle(head, outcome);
    const { error } = outcome;
    if (error.kind === "refused") return this.settle(head, { ok: false, error });
    this.scheduleRetry(error);
    return false;
  }

  private async settle(head: Item, outcome: FinalOutcome<T>): Promise<true> {
    this.failures = 0;
    this.items.shift();
    await this.hooks.onAnswer(head, outcome);
    return true;
  }

  private scheduleRetry(error: TemporaryError): void {
    this.failures += 1;
    const requestedSeconds = error.kind === "busy" ? error.retryAfter : null;
    this.cancelRetry = this.hooks.schedule(() => {
      this.retry();
    }, backoffMs(this.failures, requestedSeconds));
    this.hooks.onDelay(error);
  }
}
