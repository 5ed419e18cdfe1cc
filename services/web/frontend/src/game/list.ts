import type { Named } from "./place";
import { fold } from "./fold";

export type Order = "newest" | "oldest" | "largest" | "smallest" | "name" | "region";

export const ORDERS: readonly Order[] = ["newest", "oldest", "largest", "smallest", "name", "region"];

type Where = (place: Named) => string;

const collator = new Intl.Collator("en");

function comparer(order: Order, where: Where): (a: Named, b: Named) => number {
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
export function listed(named: readonly Named[], order: Order, text: string, where: Where): Named[] {
  const words = fold(text).split(" ").filter(Boolean);
  const kept = words.length === 0 ? [...named] : named.filter((place) => holds(place, words, where));
  return kept.sort(comparer(order, where));
}

function holds(place: Named, words: string[], where: Where): boolean {
  const text = fold(`${place.name} ${where(place)}`);
  return words.every((word) => text.includes(word));
}
