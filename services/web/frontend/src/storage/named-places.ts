import type { NamedPlace } from "../game/named-place";
import type { Change } from "../game/play";
import type { NamespacedStore } from "./namespaced-store";

/**
 * The stored form of a place that the player has named. Each place has its own key,
 * `toponaut:1:<slug>:<GeoNames id>`. With a single key for the whole play, two tabs with the same quiz would overwrite each
 * other's places.
 */
type StoredPlace = [at: number, name: string, region: string, country: string, lat: number, lon: number, population: number];

const PLACE_KEY = /^\d+$/;

export function loadPlaces(store: NamespacedStore): NamedPlace[] {
  return store
    .keys()
    .filter((name) => PLACE_KEY.test(name))
    .map((name) => parsePlace(Number(name), store.get(name)))
    .filter((place) => place !== null)
    .sort((a, b) => a.at - b.at);
}

export function storeChange(store: NamespacedStore, { added, removed }: Change): void {
  for (const { id } of removed) store.remove(String(id));
  for (const place of added) store.set(String(place.id), formatPlace(place));
}

/** The change that another tab made by writing `key`; null if the key is not a place of this quiz. */
export function changeFromOtherTab(store: NamespacedStore, key: string, value: string | null, known: NamedPlace | undefined): Change | null {
  if (!key.startsWith(store.prefix)) return null;
  const name = key.slice(store.prefix.length);
  if (!PLACE_KEY.test(name)) return null;
  if (value === null) return known ? { added: [], removed: [known] } : null;
  const place = parsePlace(Number(name), value);
  return place ? { added: [place], removed: [] } : null;
}

export function formatPlace({ at, name, region, country, lat, lon, population }: NamedPlace): string {
  return JSON.stringify([at, name, region, country, lat, lon, population] satisfies StoredPlace);
}

/** Null for anything that `formatPlace` did not write, so that a damaged entry does not lose the other places. */
export function parsePlace(id: number, text: string | null): NamedPlace | null {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    if (!isStoredPlace(value)) return null;
    const [at, name, region, country, lat, lon, population] = value;
    return { id, at, name, region, country, lat, lon, population };
  } catch {
    return null;
  }
}

const FIELD_TYPES = ["number", "string", "string", "string", "number", "number", "number"];

function isStoredPlace(value: unknown): value is StoredPlace {
  return Array.isArray(value) && value.length === FIELD_TYPES.length && value.every((field, i) => typeof field === FIELD_TYPES[i]);
}
