import type { Edges } from "../api/dashboard";

const HOUR = 3600;
const DAY = 24 * HOUR;

export type Span = "day" | "week" | "month" | "year";
export const SPANS: Record<Span, number> = { day: 1, week: 7, month: 31, year: 366 };

/** What the server accepts. */
export const SHORTEST = 3 * HOUR;
export const LONGEST = 400 * DAY;

/** The last days, up to the end of the hour of `now`: the same as dashboard/spans.py. */
export function last(span: Span, now: number): Edges {
  const end = (Math.floor(now / HOUR) + 1) * HOUR;
  return { begin: end - SPANS[span] * DAY, end };
}

/** Part of a span around a time that stays where it is: half of it, or twice as much. Never past `now`. */
export function zoomed({ begin, end }: Edges, factor: number, around: number, now: number): Edges {
  const length = clamp((end - begin) / factor, SHORTEST, LONGEST);
  const share = (around - begin) / (end - begin);
  return within({ begin: around - share * length, end: around + (1 - share) * length }, now);
}

/** A span of whole hours, long enough to be asked for, that ends no later than this hour. */
export function within({ begin, end }: Edges, now: number): Edges {
  const latest = (Math.floor(now / HOUR) + 1) * HOUR;
  const whole = Math.floor(begin / HOUR) * HOUR;
  const length = clamp(Math.ceil(end / HOUR) * HOUR - whole, SHORTEST, LONGEST);
  const first = Math.min(whole, latest - length);
  return { begin: first, end: first + length };
}

/** Which of the four it is, to be marked; null for a zoomed one. */
export function nameOf(edges: Edges, now: number): Span | null {
  const names = Object.keys(SPANS) as Span[];
  return names.find((span) => {
    const { begin, end } = last(span, now);
    return begin === edges.begin && end === edges.end;
  }) ?? null;
}

function clamp(n: number, least: number, most: number): number {
  return Math.min(Math.max(n, least), most);
}
