import { normalizeForSearch } from "../game/normalize-text";

/** True if every word asked for begins a word of the text: "new y" finds "New York", "ork" does not. */
export function matchesQuery(query: string, text: string): boolean {
  const words = normalizeForSearch(text).split(" ");
  return normalizeForSearch(query)
    .split(" ")
    .filter(Boolean)
    .every((asked) => words.some((word) => word.startsWith(asked)));
}
