import { type Change, Play } from "../game/play";
import type { PlayMode } from "../game/homonym-rule";
import { changeFrom, load, save } from "../storage/named-places";
import { Session } from "../storage/play-session";
import type { Store } from "../storage/namespaced-store";

/** Holds the play and keeps the browser's storage in step with it, in both directions. */
export class Keeper {
  readonly play = new Play();
  readonly session: Session;

  constructor(private readonly store: Store) {
    this.session = new Session(store);
  }

  restore(): void {
    this.play.merge({ added: load(this.store), removed: [] });
  }

  commit(change: Change, mode: PlayMode): void {
    save(this.store, change);
    this.session.raise(mode);
  }

  clear(): void {
    save(this.store, { added: [], removed: this.play.all() });
    this.session.clear();
    this.play.reset();
  }

  /** Another tab wrote; `key` is null when the browser's storage was cleared. True if it touched this play. */
  otherTab(key: string | null, value: string | null): boolean {
    const change = key === null ? { added: [], removed: this.play.all() } : this.changeFrom(key, value);
    if (change) this.play.merge(change);
    return change !== null;
  }

  private changeFrom(key: string, value: string | null): Change | null {
    const id = Number(key.slice(this.store.prefix.length));
    return changeFrom(this.store, key, value, this.play.get(id));
  }
}
