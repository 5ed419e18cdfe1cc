import type { Place } from "../api/types";
import type { NamedPlace } from "./named-place";

export interface Change {
  added: NamedPlace[];
  removed: NamedPlace[];
}

type Listener = (change: Change) => void;

/** The places named so far, in order, and the way back. Knows nothing of screens or storage: they listen. */
export class Play {
  private readonly places = new Map<number, NamedPlace>();
  private readonly history: Change[] = [];
  private readonly listeners: Listener[] = [];
  private last = 0;
  /** Rises with every change, so that views can keep what they worked out. */
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
    return this.record({ added: this.stamp(places, now), removed: [] });
  }

  /** The player meant another homonym: one step, so that one undo takes it back. */
  swap(from: Place, to: Place, now: number): Change {
    const old = this.places.get(from.id);
    return this.record({ added: this.stamp([to], now), removed: old ? [old] : [] });
  }

  /** These places instead of all: one step as well, whichever of them were there before. */
  replace(places: readonly Place[], now: number): Change {
    return this.record({ added: this.fresh(places, now), removed: this.all() });
  }

  /** Takes places out again, as one step. */
  remove(ids: readonly number[]): Change {
    return this.record({ added: [], removed: ids.flatMap((id) => this.places.get(id) ?? []) });
  }

  /** Takes back the last step; after a reload, when steps are forgotten, the newest place. */
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

  /** Changes that come from elsewhere (storage, another tab) are none of this tab's undo. */
  merge(change: Change): void {
    this.apply(change);
  }

  private stamp(places: readonly Place[], now: number): NamedPlace[] {
    return this.fresh(places.filter(({ id }) => !this.places.has(id)), now);
  }

  private fresh(places: readonly Place[], now: number): NamedPlace[] {
    // Two guesses within one millisecond, or a clock set back, must still keep their order.
    return places.map((place) => ({ ...place, at: (this.last = Math.max(now, this.last + 1)) }));
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
    const gone = removed.filter(({ id }) => this.places.delete(id));
    const fresh = added.filter(({ id }) => !this.places.has(id));
    for (const place of fresh) {
      this.places.set(place.id, place);
      this.last = Math.max(this.last, place.at);
    }
    if (gone.length + fresh.length === 0) return;
    this.version += 1;
    for (const listener of this.listeners) listener({ added: fresh, removed: gone });
  }
}
