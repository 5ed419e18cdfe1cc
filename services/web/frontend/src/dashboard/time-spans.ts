import type { TimeRange } from "../api/dashboard";

const HOUR = 3600;
const DAY = 24 * HOUR;

export type SpanName = "day" | "week" | "month" | "year";
export const SPAN_DAYS: Record<SpanName, number> = { day: 1, week: 7, month: 31, year: 366 };

/** The server refuses shorter and longer ranges. */
export const MIN_SPAN_SECONDS = 3 * HOUR;
export const MAX_SPAN_SECONDS = 400 * DAY;

/** The last days, up to the end of the current hour: the same as in dashboard/time_spans.py. */
export function lastDays(span: SpanName, now: number): TimeRange {
  const end = endOfHour(now);
  return { begin: end - SPAN_DAYS[span] * DAY, end };
}

/** The range zoomed by a factor. The time `around` stays at the same place of the chart. */
export function zoomSpan({ begin, end }: TimeRange, factor: number, around: number, now: number): TimeRange {
  const length = clamp((end - begin) / factor, MIN_SPAN_SECONDS, MAX_SPAN_SECONDS);
  const share = (around - begin) / (end - begin);
  return clampToWholeHours({ begin: around - share * length, end: around + (1 - share) * length }, now);
}

/** A range of whole hours that the server accepts, and that ends with the current hour at the latest. */
export function clampToWholeHours({ begin, end }: TimeRange, now: number): TimeRange {
  const firstHour = Math.floor(begin / HOUR) * HOUR;
  const length = clamp(Math.ceil(end / HOUR) * HOUR - firstHour, MIN_SPAN_SECONDS, MAX_SPAN_SECONDS);
  const clampedBegin = Math.min(firstHour, endOfHour(now) - length);
  return { begin: clampedBegin, end: clampedBegin + length };
}

/** The span whose button is marked; null if the range was zoomed. */
export function spanNameOf(range: TimeRange, now: number): SpanName | null {
  const names = Object.keys(SPAN_DAYS) as SpanName[];
  return names.find((span) => {
    const { begin, end } = lastDays(span, now);
    return begin === range.begin && end === range.end;
  }) ?? null;
}

function endOfHour(time: number): number {
  return (Math.floor(time / HOUR) + 1) * HOUR;
}

function clamp(n: number, min: number, max: number): number {
  return Math.min(Math.max(n, min), max);
}
