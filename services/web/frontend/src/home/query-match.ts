import { normalizeForSearch } from "../ui/normalize-for-search";

/** Whether every word of the query begins a word of the text: "new y" matches "New York", "ork" does not. */
export function matchesQuery(query: string, text: string): boolean {
  const words = normalizeForSearch(text).split(" ");
  return normalizeForSearch(query)
    .split(" ")
    .filter(Boolean)
    .every((prefix) => words.some((word) => word.startsWith(prefix)));
}
