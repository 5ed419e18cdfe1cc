import type { BucketValues, DashboardFigures } from "../api/dashboard";
import type { Unit } from "./formatting";

/** What one chart shows. */
export interface Series {
  id: string;
  title: string;
  unit: Unit;
  at: number[];
  values: BucketValues;
  /** The top of the scale where it is known: 100 for a rate, the size of the disk. */
  full?: number | undefined;
  /** The whole span in one figure, for the chart's head; what kind of figure it is. */
  summary: number | null;
  summaryWord: string;
}

/** All charts of some figures, in the order of the page. */
export function seriesOf({ traffic, host, total }: DashboardFigures): Series[] {
  const sum = (name: string): number | null => total?.[name] ?? null;
  const of = (id: string, title: string, values: BucketValues, word = "in all"): Series => ({
    id, title, unit: "count", at: traffic.at, values, summary: sum(id), summaryWord: word,
  });
  return [
    of("requests", "Requests", traffic.requests),
    of("visitors", "Visitors", traffic.visitors, "hour by hour, added up"),
    { ...of("request_p95_ms", "Time to answer, p95", traffic.request_p95_ms, "on average"), unit: "ms" },
    of("status_5xx", "Errors (5xx)", traffic.status_5xx),
    { ...of("hit_rate", "Answered from the cache", traffic.hit_rate, "on average"), unit: "percent", full: 100 },
    of("guesses", "Guesses", traffic.guesses),
    of("plays_saved", "Plays saved", traffic.plays_saved),
    machine("memory", "Memory used", host.at, host.memory_used_mb, host.memory_total_mb),
    machine("disk", "Disk used", host.at, host.disk_used_mb, host.disk_total_mb),
  ];
}

function machine(id: string, title: string, at: number[], values: BucketValues, totals: BucketValues): Series {
  const full = totals.at(-1) ?? undefined;
  return { id, title, unit: "mb", at, values, full, summary: values.at(-1) ?? null, summaryWord: "now" };
}

/** The number of the bucket nearest to a time; -1 where there is none. */
export function nearestBucket(at: readonly number[], time: number): number {
  let best = -1;
  for (const [i, moment] of at.entries()) {
    if (best < 0 || Math.abs(moment - time) < Math.abs((at[best] ?? 0) - time)) best = i;
  }
  return best;
}

/** Whether a bucket's time is not over yet: it will hold more than it does. */
export function isUnfinished(at: number, { end, step }: Pick<DashboardFigures, "end" | "step">): boolean {
  return at + step > end;
}

/** Runs of neighbouring buckets that were measured: a line does not bridge what is not known. */
export function measuredRuns(series: Pick<Series, "at" | "values">, step: number): [number, number][][] {
  const found: [number, number][][] = [];
  let before = -Infinity;
  for (const [i, at] of series.at.entries()) {
    const value = series.values[i] ?? null;
    if (value === null) continue;
    if (at - before > step) found.push([]);
    found.at(-1)?.push([at, value]);
    before = at;
  }
  return found;
}
