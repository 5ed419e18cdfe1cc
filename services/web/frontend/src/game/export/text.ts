import type { Quiz } from "../../api/types";
import { byPopulation, type Named } from "../place";
import { brief, words } from "../sentences";

/**
 * One place on each line, with as much of its whereabouts as this quiz needs. Largest first: whoever imports the list
 * names the larger of two homonyms first, as a guess does, and so gets both.
 */
export function toText(quiz: Quiz, named: readonly Named[]): string {
  const lines = [...named].sort(byPopulation).map((place) => words(brief(quiz, place)));
  return lines.map((line) => `${line}\n`).join("");
}
