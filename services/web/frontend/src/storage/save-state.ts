import { isPlayMode, type PlayMode } from "../game/homonym-rule";
import type { SavedPlays } from "./saved-plays";
import type { Store } from "./namespaced-store";

/** A play that the server has, and what it had when it answered last. */
export interface Link {
  id: string;
  /** The public page. */
  url: string;
  secret: string;
  revision: number;
  /** Of the ids that were saved (see game/sent.ts); empty where it is not known what the server has. */
  print: string;
  mode: PlayMode;
  /** When it was saved last, ms since 1970. */
  at: number;
}

/** `key`: of the request that saves for the first time. Without a link, that request was not answered yet. */
export interface Saving {
  key: string;
  link: Link | null;
}

const NAME = "play";

/**
 * How far saving the present play of a quiz has come, under `toponaut:1:<slug>:play`. Tabs share it, and it is written
 * before a request is sent: neither two tabs nor a crash make two plays of one.
 */
export class SavingState {
  constructor(
    private readonly store: Store,
    private readonly plays: SavedPlays,
    private readonly title: string,
  ) {}

  get(): Saving | null {
    return parse(this.store.get(NAME));
  }

  begin(key: string): void {
    if (this.get() === null) this.put({ key, link: null });
  }

  /** The play is saved; `key` says which request it was, as the player may have started over meanwhile. */
  link(key: string, link: Link): void {
    const { id, secret, at } = link;
    this.plays.put(id, { secret, quiz: this.store.slug, title: this.title, at });
    if (this.get()?.key === key) this.put({ key, link });
  }

  /** What the server has by now. False if the play is no longer the present one. */
  update(id: string, change: Partial<Link>): boolean {
    const saving = this.get();
    if (saving?.link?.id !== id) return false;
    this.link(saving.key, { ...saving.link, ...change });
    return true;
  }

  /** Nobody can change the play any more. */
  forget(id: string): void {
    this.plays.drop(id);
    if (this.get()?.link?.id === id) this.drop();
  }

  drop(): void {
    this.store.remove(NAME);
  }

  /** Whether it is this that another tab wrote; `key` is null when all was cleared. */
  isAt(key: string | null): boolean {
    return key === null || key === this.store.prefix + NAME;
  }

  private put(saving: Saving): void {
    this.store.set(NAME, JSON.stringify(saving));
  }
}

/** Null for anything that is not what `put` writes. */
function parse(text: string | null): Saving | null {
  try {
    const value = JSON.parse(text ?? "null") as Partial<Saving> | null;
    if (typeof value?.key !== "string") return null;
    return { key: value.key, link: isLink(value.link) ? value.link : null };
  } catch {
    return null;
  }
}

function isLink(value: unknown): value is Link {
  const { id, url, secret, print, revision, at, mode } = (value ?? {}) as Record<string, unknown>;
  const texts = [id, url, secret, print].every((text) => typeof text === "string");
  return texts && typeof revision === "number" && typeof at === "number" && isPlayMode(mode);
}
