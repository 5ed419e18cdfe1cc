import type { Quiz } from "../../api/types";
import { byPopulation, type NamedPlace } from "../named-place";
import { nameWithLocation, plainText } from "../sentences";

/**
 * One place per line, with as much of its location as this quiz needs. Largest first: an import of the list then
 * names the larger of two homonyms first, as guesses do, and so gets both.
 */
export function toText(quiz: Quiz, named: readonly NamedPlace[]): string {
  const lines = [...named].sort(byPopulation).map((place) => plainText(nameWithLocation(quiz, place)));
  return lines.map((line) => `${line}\n`).join("");
}
