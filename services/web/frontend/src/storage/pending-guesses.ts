import { isHomonymRule, type HomonymRule } from "../game/homonym-rule";
import type { NamespacedStore } from "./namespaced-store";

/** A guess that the server has not answered yet. */
export interface PendingGuess {
  /** The guess's key in the store. Keys begin with the time, so sorting them gives the order of guessing. */
  key: string;
  guess: string;
  rule: HomonymRule;
}

const GUESS_KEY = /^guess-\d+-\w+$/;

/**
 * Stores the unanswered guesses, each under its own key. A guess is written before it is sent to the server and
 * removed when it is answered, so that neither a lost connection nor a crash loses it.
 */
export class PendingGuesses {
  private count = 0;
  private readonly tabId = Math.random().toString(36).slice(2, 6);

  constructor(private readonly store: NamespacedStore) {}

  put(guess: string, rule: HomonymRule, now: number): PendingGuess {
    this.count += 1;
    const key = `guess-${now}-${String(this.count).padStart(4, "0")}${this.tabId}`;
    this.store.set(key, JSON.stringify([guess, rule]));
    return { key, guess, rule };
  }

  /** Returns false if the guess is no longer stored: another tab has received the answer already. */
  remove({ key }: PendingGuess): boolean {
    return this.store.remove(key);
  }

  load(): PendingGuess[] {
    const keys = this.store.keys().filter((name) => GUESS_KEY.test(name));
    return keys.sort().flatMap((key) => parsePendingGuess(key, this.store.get(key)) ?? []);
  }
}

function parsePendingGuess(key: string, text: string | null): PendingGuess | null {
  try {
    const [guess, rule] = JSON.parse(text ?? "[]") as unknown[];
    return typeof guess === "string" && isHomonymRule(rule) ? { key, guess, rule } : null;
  } catch {
    return null;
  }
}
