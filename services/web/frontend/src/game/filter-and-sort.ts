import type { NamedPlace } from "./named-place";
import { normalizeForSearch } from "../ui/normalize-for-search";

export type SortOrder = "newest" | "oldest" | "largest" | "smallest" | "name" | "region";

export const SORT_ORDERS: readonly SortOrder[] = ["newest", "oldest", "largest", "smallest", "name", "region"];

type LocationLabel = (place: NamedPlace) => string;

const collator = new Intl.Collator("en");

function comparator(order: SortOrder, locationLabel: LocationLabel): (a: NamedPlace, b: NamedPlace) => number {
  switch (order) {
    case "newest":
      return (a, b) => b.at - a.at;
    case "oldest":
      return (a, b) => a.at - b.at;
    case "largest":
      return (a, b) => b.population - a.population;
    case "smallest":
      return (a, b) => a.population - b.population;
    case "name":
      return (a, b) => collator.compare(a.name, b.name);
    case "region":
      return (a, b) => collator.compare(locationLabel(a), locationLabel(b)) || collator.compare(a.name, b.name);
  }
}

/** The places whose name or location contains every word of `filter`, sorted by `order`. */
export function filterAndSort(places: readonly NamedPlace[], order: SortOrder, filter: string, locationLabel: LocationLabel): NamedPlace[] {
  const words = normalizeForSearch(filter).split(" ").filter(Boolean);
  const found = words.length === 0 ? [...places] : places.filter((place) => containsAll(place, words, locationLabel));
  return found.sort(comparator(order, locationLabel));
}

function containsAll(place: NamedPlace, words: string[], locationLabel: LocationLabel): boolean {
  const text = normalizeForSearch(`${place.name} ${locationLabel(place)}`);
  return words.every((word) => text.includes(word));
}
