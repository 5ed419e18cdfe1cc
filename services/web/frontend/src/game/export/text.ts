import type { Quiz } from "../../api/types";
import { byPopulation, type NamedPlace } from "../named-place";
import { brief, plainText } from "../sentences";

/**
 * One place on each line, with as much of its whereabouts as this quiz needs. Largest first: whoever imports the list
 * names the larger of two homonyms first, as a guess does, and so gets both.
 */
export function toText(quiz: Quiz, named: readonly NamedPlace[]): string {
  const lines = [...named].sort(byPopulation).map((place) => plainText(brief(quiz, place)));
  return lines.map((line) => `${line}\n`).join("");
}
