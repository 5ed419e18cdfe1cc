import type { RequestFailure } from "../api/outcome";

/**
 * Why the saved play is not up to date. "stale": new data was loaded after the page was opened. "daily-limit": nothing more
 * can be saved until that time, in ms since 1970.
 */
export type SaveError = { kind: "offline" | "busy" | "stale" } | { kind: "daily-limit"; until: number } | { kind: "refused"; message: string };

/** What to tell the player once. "omitted": the quiz no longer has these places; "gone": the play was not found. */
export type SaveNotice = { kind: "omitted"; places: number } | { kind: "gone" | "deleted" };

export interface WaitAndRetry {
  kind: "wait";
  why: "offline" | "busy" | "daily-limit";
  /** How long the server asked to wait. */
  seconds: number | null;
}

/** The same request would be refused again. */
export interface StopSaving {
  kind: "stop";
  error: SaveError;
}

/** What to do about a save that failed. */
export type Recovery =
  | WaitAndRetry
  | StopSaving
  | { kind: "fetch-revision" } // the server has another revision than this browser knows
  | { kind: "send-all" } // the server has other places than this browser knows
  | { kind: "omit-places"; places: number[] }
  | { kind: "forget-play" };

const DAILY_LIMIT_CODE = "daily_limit";

export function recoveryFor(error: RequestFailure): Recovery {
  if (error.kind === "offline") return { kind: "wait", why: "offline", seconds: null };
  if (error.kind === "busy") return { kind: "wait", why: error.code === DAILY_LIMIT_CODE ? "daily-limit" : "busy", seconds: error.retryAfter };
  const { code, places = [] } = error;
  if (isPlayGone(error)) return { kind: "forget-play" };
  if (code === "stale_play") return { kind: "fetch-revision" };
  if (code === "bad_removed") return { kind: "send-all" };
  if (code === "not_in_quiz" && places.length > 0) return { kind: "omit-places", places };
  return stopSavingFor(error);
}

const PLAY_GONE_CODES = ["unknown_play", "not_yours", "no_secret"];

/** Whether this browser can never reach the saved play again: it was deleted, or belongs to another browser. */
export function isPlayGone(error: RequestFailure): boolean {
  return error.kind === "refused" && PLAY_GONE_CODES.includes(error.code);
}

export function stopSavingFor(error: RequestFailure): StopSaving {
  if (error.kind !== "refused") return { kind: "stop", error: { kind: error.kind } };
  const { code, message } = error;
  return { kind: "stop", error: code === "stale_data" ? { kind: "stale" } : { kind: "refused", message } };
}
