import { higherMode, isPlayMode, type PlayMode } from "../game/homonym-rule";
import type { NamespacedStore } from "./namespaced-store";

/** Stores when the current play began (ms since 1970) and in which mode it is played: saving it needs both. */
export class PlayMetadata {
  constructor(private readonly store: NamespacedStore) {}

  get mode(): PlayMode {
    const stored = this.store.get("mode");
    return isPlayMode(stored) ? stored : "plain";
  }

  get started(): number | null {
    return Number(this.store.get("started")) || null;
  }

  /** Sets the mode if it ranks higher than the current one. A play's mode never falls. */
  raiseMode(mode: PlayMode): void {
    const next = higherMode(this.mode, mode);
    if (next !== this.mode) this.store.set("mode", next);
  }

  begin(now: number): void {
    if (this.store.get("started") === null) this.store.set("started", String(now));
  }

  /** Call this when another play begins. The mode stays, because an undo may bring back places that were named in it. */
  restart(now: number): void {
    this.store.set("started", String(now));
  }

  clear(): void {
    this.store.remove("mode");
    this.store.remove("started");
  }
}
