import type { Quiz } from "../../api/types";
import type { Missing } from "./judge";
import { tell, words } from "../sentences";

/**
 * The lines that were not found, each below a comment that says why. An import leaves comments out: a player mends
 * the names and imports the same text again.
 */
export function notFound(quiz: Quiz, missing: readonly Missing[]): string {
  return missing.map(([text, ...why]) => `# ${reason(quiz, text, ...why)}\n${text}\n`).join("");
}

function reason(quiz: Quiz, guess: string, why: Missing[1], message = "the server refused it."): string {
  return words(tell(why === "refused" ? { kind: "refused", guess, message } : { kind: "miss", guess, reason: why, partOf: null }, quiz));
}
