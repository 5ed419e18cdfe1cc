import type { NamedPlace } from "./named-place";
import { normalizeForSearch } from "./normalize-text";

export type SortOrder = "newest" | "oldest" | "largest" | "smallest" | "name" | "region";

export const SORT_ORDERS: readonly SortOrder[] = ["newest", "oldest", "largest", "smallest", "name", "region"];

type WhereaboutsOf = (place: NamedPlace) => string;

const collator = new Intl.Collator("en");

function comparer(order: SortOrder, where: WhereaboutsOf): (a: NamedPlace, b: NamedPlace) => number {
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
      return (a, b) => collator.compare(where(a), where(b)) || collator.compare(a.name, b.name);
  }
}

/** The list as the player asks for it: rows whose name or whereabouts hold every word of `text`, in `order`. */
export function filterAndSort(named: readonly NamedPlace[], order: SortOrder, text: string, where: WhereaboutsOf): NamedPlace[] {
  const words = normalizeForSearch(text).split(" ").filter(Boolean);
  const kept = words.length === 0 ? [...named] : named.filter((place) => containsAll(place, words, where));
  return kept.sort(comparer(order, where));
}

function containsAll(place: NamedPlace, words: string[], where: WhereaboutsOf): boolean {
  const text = normalizeForSearch(`${place.name} ${where(place)}`);
  return words.every((word) => text.includes(word));
}
