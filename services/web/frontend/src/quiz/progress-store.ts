import { type Change, Play } from "../game/play";
import type { PlayMode } from "../game/homonym-rule";
import { changeFromOtherTab, loadPlaces, storeChange } from "../storage/named-places";
import type { NamespacedStore } from "../storage/namespaced-store";
import { PlayMetadata } from "../storage/play-metadata";

/** The play in memory, kept in sync with the browser's storage in both directions. */
export class ProgressStore {
  readonly play = new Play();
  readonly metadata: PlayMetadata;

  constructor(private readonly store: NamespacedStore) {
    this.metadata = new PlayMetadata(store);
  }

  restore(): void {
    this.play.merge({ added: loadPlaces(this.store), removed: [] });
  }

  /** Stores a change that the play has already made. */
  commit(change: Change, mode: PlayMode): void {
    storeChange(this.store, change);
    this.metadata.raiseMode(mode);
  }

  clear(): void {
    storeChange(this.store, { added: [], removed: this.play.all() });
    this.metadata.clear();
    this.play.reset();
  }

  /** Applies what another tab wrote. Key null: the whole storage was cleared. Returns whether it concerns this play. */
  applyOtherTab(key: string | null, value: string | null): boolean {
    const change = key === null ? { added: [], removed: this.play.all() } : this.changeFrom(key, value);
    if (change) this.play.merge(change);
    return change !== null;
  }

  private changeFrom(key: string, value: string | null): Change | null {
    const id = Number(key.slice(this.store.prefix.length));
    return changeFromOtherTab(this.store, key, value, this.play.get(id));
  }
}
