/**
 * How a guess with several homonyms is taken: the largest not yet named, every one at once, or the largest
 * within one region. Kept as a string, because it is also a <select>'s value and waits in the stored queue.
 */
export type HomonymRule = "largest" | "every" | `in:${string}`;

/** The play's mode as the API records it; it only ever rises, and a play marked "every" stays out of rankings. */
export type PlayMode = "plain" | "filtered" | "every";

const RANK: Record<PlayMode, number> = { plain: 0, filtered: 1, every: 2 };

export function isHomonymRule(text: unknown): text is HomonymRule {
  return typeof text === "string" && (text === "largest" || text === "every" || text.startsWith("in:"));
}

/** "in:US.IL" → "US.IL" */
export function regionOfRule(where: HomonymRule): string | null {
  return where.startsWith("in:") ? where.slice(3) : null;
}

export function modeOfRule(where: HomonymRule): PlayMode {
  if (where === "every") return "every";
  return regionOfRule(where) === null ? "plain" : "filtered";
}

export function higherMode(a: PlayMode, b: PlayMode): PlayMode {
  return RANK[a] >= RANK[b] ? a : b;
}

export function isPlayMode(text: unknown): text is PlayMode {
  return typeof text === "string" && text in RANK;
}
