import type { Trouble } from "../api/outcome";

/** Why the saved play is behind the map. "stale": new data was loaded, and the page is older. */
export type SaveError = { kind: "offline" | "busy" | "stale" } | { kind: "refused"; message: string };

/** What the player should know once. "left": places that are none of the quiz's any more; "gone": the saved play is. */
export type SaveNotice = { kind: "left"; places: number } | { kind: "gone" | "deleted" };

export interface Wait {
  kind: "wait";
  why: "offline" | "busy";
  /** As long as the server asked for. */
  seconds: number | null;
}

/** Trying again would bring the same. */
export interface Stop {
  kind: "stop";
  hitch: SaveError;
}

/** What to do about a save that failed. */
export type Recovery =
  | Wait
  | Stop
  | { kind: "catch-up" } // the server has another revision than was thought
  | { kind: "send-whole" } // or other places
  | { kind: "leave-out"; places: number[] }
  | { kind: "forget" };

export function recoveryFor(trouble: Trouble): Recovery {
  if (trouble.kind === "offline") return { kind: "wait", why: "offline", seconds: null };
  if (trouble.kind === "busy") return { kind: "wait", why: "busy", seconds: trouble.retryAfter };
  const { code, places = [] } = trouble;
  if (isPlayGone(trouble)) return { kind: "forget" };
  if (code === "stale_play") return { kind: "catch-up" };
  if (code === "bad_removed") return { kind: "send-whole" };
  if (code === "not_in_quiz" && places.length > 0) return { kind: "leave-out", places };
  return stopFor(trouble);
}

const PLAY_GONE_CODES = ["unknown_play", "not_yours", "no_secret"];

/** Whether the saved play is out of reach for good: deleted, or not this browser's. */
export function isPlayGone(trouble: Trouble): boolean {
  return trouble.kind === "refused" && PLAY_GONE_CODES.includes(trouble.code);
}

export function stopFor(trouble: Trouble): Stop {
  if (trouble.kind !== "refused") return { kind: "stop", hitch: { kind: trouble.kind } };
  const { code, message } = trouble;
  return { kind: "stop", hitch: code === "stale_data" ? { kind: "stale" } : { kind: "refused", message } };
}
