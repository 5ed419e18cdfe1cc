import type { TimeRange } from "../api/dashboard";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** The top of a scale that begins at 0: a figure that is read at a glance, and not far above the largest value. */
export function roundScaleTop(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((n) => n * power >= most) ?? 10) * power;
}

/** Of the length: a word that begins later would stand over the edge. */
const MAX_TICK_POSITION = 0.93;

/** Where the axis of time has a word: first days of months, days, or hours that divide the day. */
export function timeTicks({ begin, end: edge }: TimeRange): number[] {
  const length = edge - begin;
  const end = begin + MAX_TICK_POSITION * length;
  if (length > 120 * DAY) return months(begin, end);
  const step = [HOUR, 3 * HOUR, 6 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY].find((s) => length / s <= 8) ?? 28 * DAY;
  const ticks: number[] = [];
  for (let at = Math.ceil(begin / step) * step; at < end; at += step) ticks.push(at);
  return ticks;
}

function months(begin: number, end: number): number[] {
  const ticks: number[] = [];
  const day = new Date(begin * 1000);
  for (let i = 1; ; i += 1) {
    const at = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + i, 1) / 1000;
    if (at >= end) return ticks.filter((_, n) => n % (ticks.length > 7 ? 2 : 1) === 0);
    ticks.push(at);
  }
}
