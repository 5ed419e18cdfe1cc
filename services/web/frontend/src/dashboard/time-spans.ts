import type { TimeRange } from "../api/dashboard";

const HOUR = 3600;
const DAY = 24 * HOUR;

export type SpanName = "day" | "week" | "month" | "year";
export const SPAN_DAYS: Record<SpanName, number> = { day: 1, week: 7, month: 31, year: 366 };

/** What the server accepts. */
export const MIN_SPAN_SECONDS = 3 * HOUR;
export const MAX_SPAN_SECONDS = 400 * DAY;

/** The last days, up to the end of the hour of `now`: the same as dashboard/time_spans.py. */
export function lastDays(span: SpanName, now: number): TimeRange {
  const end = (Math.floor(now / HOUR) + 1) * HOUR;
  return { begin: end - SPAN_DAYS[span] * DAY, end };
}

/** Part of a span around a time that stays where it is: half of it, or twice as much. Never past `now`. */
export function zoomSpan({ begin, end }: TimeRange, factor: number, around: number, now: number): TimeRange {
  const length = clamp((end - begin) / factor, MIN_SPAN_SECONDS, MAX_SPAN_SECONDS);
  const share = (around - begin) / (end - begin);
  return clampToWholeHours({ begin: around - share * length, end: around + (1 - share) * length }, now);
}

/** A span of whole hours, long enough to be asked for, that ends no later than this hour. */
export function clampToWholeHours({ begin, end }: TimeRange, now: number): TimeRange {
  const latest = (Math.floor(now / HOUR) + 1) * HOUR;
  const whole = Math.floor(begin / HOUR) * HOUR;
  const length = clamp(Math.ceil(end / HOUR) * HOUR - whole, MIN_SPAN_SECONDS, MAX_SPAN_SECONDS);
  const first = Math.min(whole, latest - length);
  return { begin: first, end: first + length };
}

/** Which of the four it is, to be marked; null for a zoomed one. */
export function spanNameOf(edges: TimeRange, now: number): SpanName | null {
  const names = Object.keys(SPAN_DAYS) as SpanName[];
  return names.find((span) => {
    const { begin, end } = lastDays(span, now);
    return begin === edges.begin && end === edges.end;
  }) ?? null;
}

function clamp(n: number, least: number, most: number): number {
  return Math.min(Math.max(n, least), most);
}
