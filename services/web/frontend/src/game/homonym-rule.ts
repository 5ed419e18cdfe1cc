/**
 * Which homonyms a guess takes: the largest not yet named, every one at once, or the largest within one region.
 * A string, because it is also the value of a <select> and is stored with queued guesses.
 */
export type HomonymRule = "largest" | "every" | `in:${string}`;

/** The play's mode as the API records it. It never falls. A play with the mode "every" is left out of rankings. */
export type PlayMode = "plain" | "filtered" | "every";

const RANK: Record<PlayMode, number> = { plain: 0, filtered: 1, every: 2 };

export function isHomonymRule(value: unknown): value is HomonymRule {
  return typeof value === "string" && (value === "largest" || value === "every" || value.startsWith("in:"));
}

/** "in:US.IL" → "US.IL" */
export function regionOfRule(rule: HomonymRule): string | null {
  return rule.startsWith("in:") ? rule.slice(3) : null;
}

export function modeOfRule(rule: HomonymRule): PlayMode {
  if (rule === "every") return "every";
  return regionOfRule(rule) === null ? "plain" : "filtered";
}

export function higherMode(a: PlayMode, b: PlayMode): PlayMode {
  return RANK[a] >= RANK[b] ? a : b;
}

export function isPlayMode(value: unknown): value is PlayMode {
  return typeof value === "string" && value in RANK;
}
