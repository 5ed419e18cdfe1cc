import type { TimeRange } from "../api/dashboard";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** The upper end of a scale that begins at 0: a round number not far above the largest value. */
export function roundScaleTop(max: number): number {
  if (max <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(max));
  return ([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((n) => n * power >= max) ?? 10) * power;
}

/** As a share of the axis. The label of a later tick would extend beyond the chart. */
const MAX_TICK_POSITION = 0.93;

/** The times with a label on the axis: first days of months, days, or hours that divide the day. */
export function timeTicks({ begin, end }: TimeRange): number[] {
  const length = end - begin;
  const limit = begin + MAX_TICK_POSITION * length;
  if (length > 120 * DAY) return monthTicks(begin, limit);
  const step = [HOUR, 3 * HOUR, 6 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY].find((s) => length / s <= 8) ?? 28 * DAY;
  const ticks: number[] = [];
  for (let at = Math.ceil(begin / step) * step; at < limit; at += step) ticks.push(at);
  return ticks;
}

/** First days of months; of every other month if there are more than seven. */
function monthTicks(begin: number, limit: number): number[] {
  const ticks: number[] = [];
  const day = new Date(begin * 1000);
  for (let i = 1; ; i += 1) {
    const at = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + i, 1) / 1000;
    if (at >= limit) return ticks.filter((_, n) => n % (ticks.length > 7 ? 2 : 1) === 0);
    ticks.push(at);
  }
}
