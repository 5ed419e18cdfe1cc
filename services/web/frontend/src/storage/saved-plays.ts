import { type Shelf, Store } from "./namespaced-store";

/** What proves that a saved play is one's own, and what to call it. `at`: when it was saved last, ms since 1970. */
export interface SavedPlay {
  secret: string;
  quiz: string;
  title: string;
  at: number;
}

/**
 * The plays that this browser saved, each under `toponaut:1:plays:<id>`. Whoever has such an entry may change and
 * delete the play; nobody else can, because the server keeps no more than the secret's hash.
 */
export class SavedPlays {
  private readonly store: Store;

  constructor(shelf: Shelf | null) {
    this.store = new Store(shelf, "plays"); // no quiz has this slug
  }

  /** By id, the last saved first. */
  all(): [id: string, play: SavedPlay][] {
    return this.store
      .names()
      .flatMap((id): [string, SavedPlay][] => {
        const play = this.get(id);
        return play ? [[id, play]] : [];
      })
      .sort(([, a], [, b]) => b.at - a.at);
  }

  get(id: string): SavedPlay | null {
    return parse(this.store.get(id));
  }

  put(id: string, { secret, quiz, title, at }: SavedPlay): void {
    this.store.set(id, JSON.stringify({ secret, quiz, title, at } satisfies SavedPlay));
  }

  drop(id: string): void {
    this.store.remove(id);
  }
}

/** Null for anything that is not what `put` writes. */
function parse(text: string | null): SavedPlay | null {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return isSavedPlay(value) ? value : null;
  } catch {
    return null;
  }
}

function isSavedPlay(value: unknown): value is SavedPlay {
  const { secret, quiz, title, at } = (value ?? {}) as Record<string, unknown>;
  return [secret, quiz, title].every((text) => typeof text === "string") && typeof at === "number";
}
