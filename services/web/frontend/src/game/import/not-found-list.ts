import type { Quiz } from "../../api/types";
import { plainText, sentenceFor } from "../sentences";
import type { NotFoundLine } from "./apply-matches";

/**
 * The lines that were not found, each below a comment with the reason. An import skips comments, so the player can
 * correct the names and import the same text again.
 */
export function notFoundList(quiz: Quiz, missing: readonly NotFoundLine[]): string {
  return missing.map(([text, ...why]) => `# ${reason(quiz, text, ...why)}\n${text}\n`).join("");
}

function reason(quiz: Quiz, guess: string, why: NotFoundLine[1], message = "the server refused it."): string {
  return plainText(sentenceFor(why === "refused" ? { kind: "refused", guess, message } : { kind: "miss", guess, reason: why, partOf: null }, quiz));
}
