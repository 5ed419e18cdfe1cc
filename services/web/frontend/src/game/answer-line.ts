import type { Place, Reason } from "../api/types";

/**
 * What the answer line says; sentences.ts writes it as a sentence. `others`: homonyms that are not named yet, largest
 * first. `alreadyNamed`: how many homonyms were named before this guess. `missing`: how many lines of an import were not
 * found, or how many places of a saved play the quiz no longer has. `remaining`: how many lines were not looked up.
 * `shared`: how many places of a saved play were already on the map.
 */
export type Answer =
  | { kind: "welcome" }
  | { kind: "restored"; places: number }
  | { kind: "asking"; guess: string }
  | { kind: "hit"; place: Place; others: Place[]; alreadyNamed: number; near: boolean }
  | { kind: "every"; guess: string; places: Place[]; alreadyNamed: number }
  | { kind: "already"; place: Place; count: number; others: Place[] }
  | { kind: "elsewhere"; guess: string; region: string; places: Place[] }
  | { kind: "miss"; guess: string; reason: Reason; partOf: Place | null }
  | { kind: "swapped"; from: Place; place: Place; others: Place[] }
  | { kind: "undone"; removed: Place[]; restored: Place[] }
  | { kind: "nothing-to-undo" }
  | { kind: "queued"; guess: string; waiting: number; why: "offline" | "busy" }
  | { kind: "refused"; guess: string; message: string }
  | { kind: "imported"; added: number; already: number; missing: number; remaining: number }
  | { kind: "reset" }
  | { kind: "fetching" }
  | { kind: "continued"; places: number; missing: number }
  | { kind: "joined"; places: number; shared: number }
  | { kind: "not-continued"; why: "unknown" | "refused" | "offline" | "busy"; message: string };

/** Homonyms that the player can still add from this answer. */
export function othersOf(answer: Answer): Place[] {
  return "others" in answer ? answer.others : answer.kind === "elsewhere" ? answer.places : [];
}
