import type { NamedPlace } from "../game/named-place";
import type { Change } from "../game/play";
import type { Store } from "./namespaced-store";

/**
 * One key per named place, `toponaut:1:<slug>:<GeoNames id>`. Tabs that play the same quiz write different
 * keys, so neither can overwrite the other's play, as one key with the whole play would.
 */
type Packed = [at: number, name: string, region: string, country: string, lat: number, lon: number, population: number];

const ID = /^\d+$/;

export function load(store: Store): NamedPlace[] {
  return store
    .names()
    .filter((name) => ID.test(name))
    .map((name) => unpack(Number(name), store.get(name)))
    .filter((place) => place !== null)
    .sort((a, b) => a.at - b.at);
}

export function save(store: Store, { added, removed }: Change): void {
  for (const { id } of removed) store.remove(String(id));
  for (const place of added) store.set(String(place.id), pack(place));
}

/** What another tab's write means for this one; null if it is not about a place of this quiz. */
export function changeFrom(store: Store, key: string, value: string | null, known: NamedPlace | undefined): Change | null {
  if (!key.startsWith(store.prefix)) return null;
  const name = key.slice(store.prefix.length);
  if (!ID.test(name)) return null;
  if (value === null) return known ? { added: [], removed: [known] } : null;
  const place = unpack(Number(name), value);
  return place ? { added: [place], removed: [] } : null;
}

export function pack({ at, name, region, country, lat, lon, population }: NamedPlace): string {
  return JSON.stringify([at, name, region, country, lat, lon, population] satisfies Packed);
}

/** Null for anything that is not what `pack` writes: one spoilt entry must not cost the rest. */
export function unpack(id: number, text: string | null): NamedPlace | null {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    if (!isPacked(value)) return null;
    const [at, name, region, country, lat, lon, population] = value;
    return { id, at, name, region, country, lat, lon, population };
  } catch {
    return null;
  }
}

const SHAPE = ["number", "string", "string", "string", "number", "number", "number"];

function isPacked(value: unknown): value is Packed {
  return Array.isArray(value) && value.length === SHAPE.length && value.every((v, i) => typeof v === SHAPE[i]);
}
