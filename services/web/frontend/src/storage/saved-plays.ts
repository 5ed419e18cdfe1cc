import { NamespacedStore, type StorageBackend } from "./namespaced-store";

/** The secret that lets this browser change a saved play, and how to name the play. */
export interface SavedPlayEntry {
  secret: string;
  /** The quiz's slug. */
  quiz: string;
  /** The quiz's title. */
  title: string;
  /** Time of the last save, ms since 1970. */
  at: number;
}

/**
 * The plays that this browser saved, each under `toponaut:1:plays:<id>`. Only a browser with such an entry can change
 * or delete the play, because the server stores nothing but the secret's hash.
 */
export class SavedPlays {
  private readonly store: NamespacedStore;

  constructor(backend: StorageBackend | null) {
    this.store = new NamespacedStore(backend, "plays"); // no quiz has this slug
  }

  /** Pairs of id and play; the most recently saved comes first. */
  all(): [id: string, play: SavedPlayEntry][] {
    return this.store
      .keys()
      .flatMap((id): [string, SavedPlayEntry][] => {
        const play = this.get(id);
        return play ? [[id, play]] : [];
      })
      .sort(([, a], [, b]) => b.at - a.at);
  }

  get(id: string): SavedPlayEntry | null {
    return parseSavedPlayEntry(this.store.get(id));
  }

  put(id: string, { secret, quiz, title, at }: SavedPlayEntry): void {
    this.store.set(id, JSON.stringify({ secret, quiz, title, at } satisfies SavedPlayEntry));
  }

  remove(id: string): void {
    this.store.remove(id);
  }
}

/** Null for anything that `put` did not write. */
function parseSavedPlayEntry(text: string | null): SavedPlayEntry | null {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return isSavedPlayEntry(value) ? value : null;
  } catch {
    return null;
  }
}

function isSavedPlayEntry(value: unknown): value is SavedPlayEntry {
  const { secret, quiz, title, at } = (value ?? {}) as Record<string, unknown>;
  return [secret, quiz, title].every((text) => typeof text === "string") && typeof at === "number";
}
