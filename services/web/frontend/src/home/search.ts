import { fold } from "../game/fold";

/** True if every word asked for begins a word of the text: "new y" finds "New York", "ork" does not. */
export function finds(query: string, text: string): boolean {
  const words = fold(text).split(" ");
  return fold(query)
    .split(" ")
    .filter(Boolean)
    .every((asked) => words.some((word) => word.startsWith(asked)));
}
