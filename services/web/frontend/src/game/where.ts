/**
 * How a guess with several homonyms is taken: the largest not yet named, every one at once, or the largest
 * within one region. Kept as a string, because it is also a <select>'s value and waits in the stored queue.
 */
export type Where = "largest" | "every" | `in:${string}`;

/** The play's mode as the API records it; it only ever rises, and a play marked "every" stays out of rankings. */
export type Mode = "plain" | "filtered" | "every";

const RANK: Record<Mode, number> = { plain: 0, filtered: 1, every: 2 };

export function isWhere(text: unknown): text is Where {
  return typeof text === "string" && (text === "largest" || text === "every" || text.startsWith("in:"));
}

/** "in:US.IL" → "US.IL" */
export function regionOf(where: Where): string | null {
  return where.startsWith("in:") ? where.slice(3) : null;
}

export function modeOf(where: Where): Mode {
  if (where === "every") return "every";
  return regionOf(where) === null ? "plain" : "filtered";
}

export function higher(a: Mode, b: Mode): Mode {
  return RANK[a] >= RANK[b] ? a : b;
}

export function isMode(text: unknown): text is Mode {
  return typeof text === "string" && text in RANK;
}
