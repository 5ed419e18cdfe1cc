import { higher, isMode, type Mode } from "../game/where";
import type { Store } from "./store";

/** When the play began (ms since 1970) and how it was played: what saving a result will need. */
export class Session {
  constructor(private readonly store: Store) {}

  get mode(): Mode {
    const kept = this.store.get("mode");
    return isMode(kept) ? kept : "plain";
  }

  raise(mode: Mode): void {
    const next = higher(this.mode, mode);
    if (next !== this.mode) this.store.set("mode", next);
  }

  begin(now: number): void {
    if (this.store.get("started") === null) this.store.set("started", String(now));
  }

  clear(): void {
    this.store.remove("mode");
    this.store.remove("started");
  }
}
