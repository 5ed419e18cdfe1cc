import { isPlayMode, type PlayMode } from "../game/homonym-rule";
import type { NamespacedStore } from "./namespaced-store";
import type { SavedPlays } from "./saved-plays";

/** The saved play on the server, as the server described it in its last answer. */
export interface SavedLink {
  id: string;
  /** Address of the public page. */
  url: string;
  secret: string;
  revision: number;
  /** The fingerprint of the saved ids (game/save-delta.ts); empty if it is unknown which places the server has. */
  fingerprint: string;
  mode: PlayMode;
  /** Time of the last save, ms since 1970. */
  at: number;
}

export interface SaveState {
  /** Idempotency key of the request that saves for the first time. */
  key: string;
  /** Null until that request is answered. */
  link: SavedLink | null;
}

/** The format in players' browsers, where the fingerprint is called `print`. It must not change. */
type StoredLink = Omit<SavedLink, "fingerprint"> & { print: string };

const STATE_KEY = "play";

/**
 * Remembers, under `toponaut:1:<slug>:play`, whether and where the current play of a quiz is saved. Tabs share this
 * state, and it is written before a request is sent: neither a second tab nor a crash can save the same play twice.
 */
export class SaveStateStore {
  constructor(
    private readonly store: NamespacedStore,
    private readonly plays: SavedPlays,
    private readonly title: string,
  ) {}

  get(): SaveState | null {
    return parseSaveState(this.store.get(STATE_KEY));
  }

  begin(key: string): void {
    if (this.get() === null) this.put({ key, link: null });
  }

  /** Records that the play is saved. If the player has started over since, `key` is not the current request's any more. */
  setLink(key: string, link: SavedLink): void {
    const { id, secret, at } = link;
    this.plays.put(id, { secret, quiz: this.store.namespace, title: this.title, at });
    if (this.get()?.key === key) this.put({ key, link });
  }

  /** Records what changed on the server. Returns false if the play is no longer the current one. */
  updateLink(id: string, change: Partial<SavedLink>): boolean {
    const state = this.get();
    if (state?.link?.id !== id) return false;
    this.setLink(state.key, { ...state.link, ...change });
    return true;
  }

  /** Removes a play and its secret, because the play is deleted, or because this browser may not change it. */
  forget(id: string): void {
    this.plays.remove(id);
    if (this.get()?.link?.id === id) this.clear();
  }

  clear(): void {
    this.store.remove(STATE_KEY);
  }

  /** Whether `storageKey`, which another tab wrote, is this state. Null means that the whole storage was cleared. */
  isStoredAt(storageKey: string | null): boolean {
    return storageKey === null || storageKey === this.store.prefix + STATE_KEY;
  }

  private put({ key, link }: SaveState): void {
    this.store.set(STATE_KEY, JSON.stringify({ key, link: link && toStored(link) }));
  }
}

function toStored({ fingerprint, ...link }: SavedLink): StoredLink {
  return { ...link, print: fingerprint };
}

function fromStored({ print, ...link }: StoredLink): SavedLink {
  return { ...link, fingerprint: print };
}

/** Null for anything that `put` did not write. */
function parseSaveState(text: string | null): SaveState | null {
  try {
    const value = JSON.parse(text ?? "null") as { key?: unknown; link?: unknown } | null;
    if (typeof value?.key !== "string") return null;
    return { key: value.key, link: isStoredLink(value.link) ? fromStored(value.link) : null };
  } catch {
    return null;
  }
}

function isStoredLink(value: unknown): value is StoredLink {
  const { id, url, secret, print, revision, at, mode } = (value ?? {}) as Record<string, unknown>;
  const texts = [id, url, secret, print].every((text) => typeof text === "string");
  return texts && typeof revision === "number" && typeof at === "number" && isPlayMode(mode);
}
