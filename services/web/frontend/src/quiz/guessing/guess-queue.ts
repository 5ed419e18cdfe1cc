import type { Match, Quiz } from "../../api/types";
import type { Answer } from "../../game/answer";
import type { HomonymRule } from "../../game/homonym-rule";
import { type Waiting, WaitingGuesses } from "../../storage/pending-guesses";
import type { Deps } from "../dependencies";
import { Pump } from "../retry-queue";

/** An answer normally comes before anybody could read "looking up"; only a slow one is announced. */
const SLOW_MS = 500;

export interface AskerHooks {
  /** Called in the order of guessing, each guess once and in one tab. */
  answered(waiting: Waiting, match: Match): Promise<void>;
  say(answer: Answer): void;
}

/** Takes guesses to the server and back, and says what becomes of those that wait or are refused. */
export class Asker {
  private trouble: "offline" | "busy" = "offline";
  private readonly guesses: WaitingGuesses;
  private readonly pump: Pump<Waiting, Match>;

  constructor(
    quiz: Quiz,
    private readonly deps: Deps,
    private readonly hooks: AskerHooks,
  ) {
    this.guesses = new WaitingGuesses(deps.store);
    this.pump = new Pump<Waiting, Match>({
      ask: ({ guess }) => deps.match(quiz, guess),
      answered: async (waiting, outcome) => {
        const another = !this.guesses.take(waiting); // another tab was quicker
        if (!outcome.ok) hooks.say({ kind: "refused", guess: waiting.guess, message: outcome.trouble.message });
        else if (!another) await hooks.answered(waiting, outcome.value);
      },
      stuck: ({ kind }) => {
        this.sayKept(kind);
      },
      later: (action, ms) => deps.later(action, ms),
    });
  }

  get waiting(): number {
    return this.pump.stuck ? this.pump.waiting.length : 0;
  }

  /** Takes up the guesses that an earlier page had to leave. */
  restore(): void {
    this.pump.push(...this.guesses.load());
  }

  ask(guess: string, where: HomonymRule): void {
    const waiting = this.guesses.put(guess, where, this.deps.now());
    this.pump.push(waiting);
    if (this.pump.stuck) this.sayKept(null);
    else this.announceIfSlow(waiting);
  }

  drop(): void {
    for (const waiting of this.pump.drop()) this.guesses.take(waiting);
  }

  retry(): void {
    this.pump.retry();
  }

  private announceIfSlow(waiting: Waiting): void {
    this.deps.later(() => {
      if (this.pump.waiting.includes(waiting) && !this.pump.stuck) this.hooks.say({ kind: "asking", guess: waiting.guess });
    }, SLOW_MS);
  }

  private sayKept(why: "offline" | "busy" | null): void {
    this.trouble = why ?? this.trouble;
    const last = this.pump.waiting.at(-1);
    if (last) this.hooks.say({ kind: "queued", guess: last.guess, waiting: this.pump.waiting.length, why: this.trouble });
  }
}
