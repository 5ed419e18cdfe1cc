import type { Place, Reason } from "../api/types";

/**
 * What the answer line has to say; sentences.ts gives it words. `others`: homonyms not named yet, largest first. `missing`:
 * places of a saved play that are none of the quiz's any more. `shared`: those that the map had already.
 */
export type Answer =
  | { kind: "welcome" }
  | { kind: "restored"; places: number }
  | { kind: "asking"; guess: string }
  | { kind: "hit"; place: Place; others: Place[]; had: number; near: boolean }
  | { kind: "every"; guess: string; places: Place[]; had: number }
  | { kind: "already"; place: Place; count: number; others: Place[] }
  | { kind: "elsewhere"; guess: string; region: string; places: Place[] }
  | { kind: "miss"; guess: string; reason: Reason; partOf: Place | null }
  | { kind: "swapped"; from: Place; place: Place; others: Place[] }
  | { kind: "undone"; taken: Place[]; back: Place[] }
  | { kind: "nothing-to-undo" }
  | { kind: "kept"; guess: string; waiting: number; why: "offline" | "busy" }
  | { kind: "refused"; guess: string; message: string }
  | { kind: "imported"; added: number; already: number; missing: number; left: number }
  | { kind: "reset" }
  | { kind: "fetching" }
  | { kind: "continued"; places: number; missing: number }
  | { kind: "joined"; places: number; shared: number }
  | { kind: "not-continued"; why: "unknown" | "refused" | "offline" | "busy"; message: string };

/** Homonyms that the player can still add from this answer. */
export function othersOf(answer: Answer): Place[] {
  return "others" in answer ? answer.others : answer.kind === "elsewhere" ? answer.places : [];
}
