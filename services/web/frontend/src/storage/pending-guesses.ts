import { isHomonymRule, type HomonymRule } from "../game/homonym-rule";
import type { Store } from "./namespaced-store";

export interface Waiting {
  /** Its key: time first, so that sorting the keys gives the order of guessing. */
  key: string;
  guess: string;
  where: HomonymRule;
}

const NAME = /^guess-\d+-\w+$/;

/**
 * Guesses not answered yet, a key each. Every guess is written here before it is asked and removed when it is
 * answered, so that neither a lost connection nor a crash loses one.
 */
export class WaitingGuesses {
  private count = 0;
  private readonly tab = Math.random().toString(36).slice(2, 6);

  constructor(private readonly store: Store) {}

  put(guess: string, where: HomonymRule, now: number): Waiting {
    this.count += 1;
    const key = `guess-${now}-${String(this.count).padStart(4, "0")}${this.tab}`;
    this.store.set(key, JSON.stringify([guess, where]));
    return { key, guess, where };
  }

  /** False if another tab has answered it meanwhile. */
  take({ key }: Waiting): boolean {
    return this.store.remove(key);
  }

  load(): Waiting[] {
    const keys = this.store.names().filter((name) => NAME.test(name));
    return keys.sort().flatMap((key) => parse(key, this.store.get(key)) ?? []);
  }
}

function parse(key: string, text: string | null): Waiting | null {
  try {
    const [guess, where] = JSON.parse(text ?? "[]") as unknown[];
    return typeof guess === "string" && isHomonymRule(where) ? { key, guess, where } : null;
  } catch {
    return null;
  }
}
