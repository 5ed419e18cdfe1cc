import type { Outcome, Trouble } from "../api/outcome";
import { backoffMs } from "../game/backoff";

type Refusal = Extract<Trouble, { kind: "refused" }>;
type Passing = Exclude<Trouble, Refusal>;
/** An answer to stand by: trying again would bring the same. */
export type Final<T> = { ok: true; value: T } | { ok: false; trouble: Refusal };

export interface PumpHooks<W, T> {
  ask(guess: W): Promise<Outcome<T>>;
  /** Called in the order of guessing, each guess once. */
  answered(guess: W, outcome: Final<T>): Promise<void> | void;
  /** A try failed for a reason that will pass; the guess waits. */
  stuck(trouble: Passing): void;
  /** Calls back later; returns a way to call it off. */
  later(action: () => void, ms: number): () => void;
}

/**
 * Answers guesses, or batches of them, one after the other. While the connection or the server fails, the first one
 * waits at the head of the queue and is tried again, so that the order of guessing is the order of answering.
 */
export class Pump<W extends object, T> {
  private readonly queue: W[] = [];
  private running = false;
  private failures = 0;
  private cancel: (() => void) | null = null;

  constructor(private readonly hooks: PumpHooks<W, T>) {}

  get waiting(): readonly W[] {
    return this.queue;
  }

  get stuck(): boolean {
    return this.failures > 0;
  }

  push(...guesses: W[]): void {
    this.queue.push(...guesses);
    if (this.cancel === null) void this.run();
  }

  drop(): W[] {
    return this.queue.splice(0);
  }

  /** Tries at once instead of waiting: the browser says that the connection is back. */
  retry(): void {
    this.cancel?.();
    this.cancel = null;
    void this.run();
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let head = this.queue[0]; head; head = this.queue[0]) {
        if (!(await this.answer(head))) return;
      }
    } finally {
      this.running = false;
    }
  }

  private async answer(head: W): Promise<boolean> {
    const outcome = await this.hooks.ask(head);
    if (this.queue[0] !== head) return true; // dropped by a reset while it was asked
    if (outcome.ok) return this.settle(head, outcome);
    const { trouble } = outcome;
    if (trouble.kind === "refused") return this.settle(head, { ok: false, trouble });
    this.wait(trouble);
    return false;
  }

  private async settle(head: W, final: Final<T>): Promise<true> {
    this.failures = 0;
    this.queue.shift();
    await this.hooks.answered(head, final);
    return true;
  }

  private wait(trouble: Passing): void {
    this.failures += 1;
    const asked = trouble.kind === "busy" ? trouble.retryAfter : null;
    this.cancel = this.hooks.later(() => {
      this.retry();
    }, backoffMs(this.failures, asked));
    this.hooks.stuck(trouble);
  }
}
