import type { Place } from "../api/types";
import type { NamedPlace } from "./named-place";

export interface Change {
  added: NamedPlace[];
  removed: NamedPlace[];
}

type Listener = (change: Change) => void;

/** The places named so far, in order, with undo. Views and storage listen to its changes; it does not know them. */
export class Play {
  private readonly places = new Map<number, NamedPlace>();
  private readonly history: Change[] = [];
  private readonly listeners: Listener[] = [];
  private lastTime = 0;
  /** Rises with every change, so that views can cache what they compute. */
  version = 0;

  has = (id: number): boolean => this.places.has(id);

  get size(): number {
    return this.places.size;
  }

  /** In the order of naming. */
  all(): NamedPlace[] {
    return [...this.places.values()];
  }

  get(id: number): NamedPlace | undefined {
    return this.places.get(id);
  }

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }

  add(places: readonly Place[], now: number): Change {
    return this.record({ added: this.withTimesIfNew(places, now), removed: [] });
  }

  /** Replaces one homonym by another, as one step. */
  swap(from: Place, to: Place, now: number): Change {
    const old = this.places.get(from.id);
    return this.record({ added: this.withTimesIfNew([to], now), removed: old ? [old] : [] });
  }

  /** Replaces all places by these, as one step. */
  replace(places: readonly Place[], now: number): Change {
    return this.record({ added: this.withTimes(places, now), removed: this.all() });
  }

  /** Removes places, as one step. */
  remove(ids: readonly number[]): Change {
    return this.record({ added: [], removed: ids.flatMap((id) => this.places.get(id) ?? []) });
  }

  /** Undoes the last step. A reload forgets the steps; after that it removes the newest place. */
  undo(): Change | null {
    const step = this.history.pop() ?? this.newestAsStep();
    if (step === null) return null;
    const change = { added: step.removed, removed: step.added.filter(({ id }) => this.places.has(id)) };
    this.apply(change);
    return change;
  }

  reset(): void {
    this.history.length = 0;
    this.apply({ added: [], removed: this.all() });
  }

  /** Applies a change that came from storage or another tab. This tab's undo does not cover it. */
  merge(change: Change): void {
    this.apply(change);
  }

  private withTimesIfNew(places: readonly Place[], now: number): NamedPlace[] {
    return this.withTimes(places.filter(({ id }) => !this.places.has(id)), now);
  }

  private withTimes(places: readonly Place[], now: number): NamedPlace[] {
    // Two guesses within one millisecond, or after the clock was set back, still keep their order.
    return places.map((place) => ({ ...place, at: (this.lastTime = Math.max(now, this.lastTime + 1)) }));
  }

  private newestAsStep(): Change | null {
    const newest = this.all().at(-1);
    return newest ? { added: [newest], removed: [] } : null;
  }

  private record(change: Change): Change {
    if (change.added.length + change.removed.length > 0) this.history.push(change);
    this.apply(change);
    return change;
  }

  private apply({ added, removed }: Change): void {
    const reallyRemoved = removed.filter(({ id }) => this.places.delete(id));
    const reallyAdded = added.filter(({ id }) => !this.places.has(id));
    for (const place of reallyAdded) {
      this.places.set(place.id, place);
      this.lastTime = Math.max(this.lastTime, place.at);
    }
    if (reallyRemoved.length + reallyAdded.length === 0) return;
    this.version += 1;
    for (const listener of this.listeners) listener({ added: reallyAdded, removed: reallyRemoved });
  }
}
