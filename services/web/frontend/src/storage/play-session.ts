import { higherMode, isPlayMode, type PlayMode } from "../game/homonym-rule";
import type { Store } from "./namespaced-store";

/** When the play began (ms since 1970) and how it was played: what saving a result will need. */
export class Session {
  constructor(private readonly store: Store) {}

  get mode(): PlayMode {
    const kept = this.store.get("mode");
    return isPlayMode(kept) ? kept : "plain";
  }

  get started(): number | null {
    return Number(this.store.get("started")) || null;
  }

  raise(mode: PlayMode): void {
    const next = higherMode(this.mode, mode);
    if (next !== this.mode) this.store.set("mode", next);
  }

  begin(now: number): void {
    if (this.store.get("started") === null) this.store.set("started", String(now));
  }

  /** Another play begins. Its mode stays: an undo may bring the places back that it is about. */
  restart(now: number): void {
    this.store.set("started", String(now));
  }

  clear(): void {
    this.store.remove("mode");
    this.store.remove("started");
  }
}
