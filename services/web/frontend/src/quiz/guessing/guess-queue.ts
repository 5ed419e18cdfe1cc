import type { Match, Quiz } from "../../api/types";
import type { Answer } from "../../game/answer-line";
import type { HomonymRule } from "../../game/homonym-rule";
import { type PendingGuess, PendingGuesses } from "../../storage/pending-guesses";
import type { QuizDeps } from "../dependencies";
import { RetryQueue } from "../retry-queue";

/** "Looking up" is shown only after this time: most answers arrive before anybody could read it. */
const SLOW_ANSWER_MS = 500;

export interface GuessQueueHooks {
  /** Called once for each guess, in one tab only, and in the order of guessing. */
  onMatch(guess: PendingGuess, match: Match): Promise<void>;
  showAnswer(answer: Answer): void;
}

/** Sends guesses to the server one after the other, and tells the player which are delayed or refused. */
export class GuessQueue {
  private delayReason: "offline" | "busy" = "offline";
  private readonly stored: PendingGuesses;
  private readonly queue: RetryQueue<PendingGuess, Match>;

  constructor(
    quiz: Quiz,
    private readonly deps: QuizDeps,
    private readonly hooks: GuessQueueHooks,
  ) {
    this.stored = new PendingGuesses(deps.store);
    this.queue = new RetryQueue<PendingGuess, Match>({
      send: ({ guess }) => deps.match(quiz, guess),
      onAnswer: async (pending, outcome) => {
        const answeredInOtherTab = !this.stored.remove(pending);
        if (!outcome.ok) hooks.showAnswer({ kind: "refused", guess: pending.guess, message: outcome.error.message });
        else if (!answeredInOtherTab) await hooks.onMatch(pending, outcome.value);
      },
      onDelay: ({ kind }) => {
        this.announceDelay(kind);
      },
      schedule: deps.schedule,
    });
  }

  /** How many guesses wait for the connection or for a busy server. */
  get delayedCount(): number {
    return this.queue.delayed ? this.queue.pending.length : 0;
  }

  /** Sends the guesses that were still unanswered when the page was last closed. */
  restore(): void {
    this.queue.push(...this.stored.load());
  }

  add(guess: string, rule: HomonymRule): void {
    const pending = this.stored.put(guess, rule, this.deps.now());
    this.queue.push(pending);
    if (this.queue.delayed) this.announceDelay(null);
    else this.announceIfSlow(pending);
  }

  clear(): void {
    for (const pending of this.queue.clear()) this.stored.remove(pending);
  }

  retry(): void {
    this.queue.retry();
  }

  private announceIfSlow(pending: PendingGuess): void {
    this.deps.schedule(() => {
      if (this.queue.pending.includes(pending) && !this.queue.delayed) this.hooks.showAnswer({ kind: "asking", guess: pending.guess });
    }, SLOW_ANSWER_MS);
  }

  /** If `reason` is null, the reason announced last still applies. */
  private announceDelay(reason: "offline" | "busy" | null): void {
    this.delayReason = reason ?? this.delayReason;
    const last = this.queue.pending.at(-1);
    if (last) this.hooks.showAnswer({ kind: "queued", guess: last.guess, waiting: this.queue.pending.length, why: this.delayReason });
  }
}
