import type { BucketValues, ChartData } from "../api/dashboard";
import type { Unit } from "./formatting";

/** The values of one chart. */
export interface ChartSeries {
  id: string;
  title: string;
  unit: Unit;
  at: number[];
  values: BucketValues;
  /** The upper end of the scale if it is fixed: 100 for a rate, the size of the disk. */
  scaleMax?: number | undefined;
  /** One number for the whole time range, and what it is: a sum, an average or the latest value. */
  summary: number | null;
  summaryLabel: string;
}

/** All charts, in the order of the page. */
export function chartSeriesOf({ traffic, host, total: totals }: ChartData): ChartSeries[] {
  const total = (name: string): number | null => totals?.[name] ?? null;
  const trafficSeries = (id: string, title: string, values: BucketValues, label = "in all"): ChartSeries => ({
    id, title, unit: "count", at: traffic.at, values, summary: total(id), summaryLabel: label,
  });
  return [
    trafficSeries("requests", "Requests", traffic.requests),
    trafficSeries("visitors", "Visitors", traffic.visitors, "hour by hour, added up"),
    { ...trafficSeries("request_p95_ms", "Time to answer, p95", traffic.request_p95_ms, "on average"), unit: "ms" },
    trafficSeries("status_5xx", "Errors (5xx)", traffic.status_5xx),
    { ...trafficSeries("hit_rate", "Answered from the cache", traffic.hit_rate, "on average"), unit: "percent", scaleMax: 100 },
    trafficSeries("guesses", "Guesses", traffic.guesses),
    trafficSeries("plays_saved", "Plays saved", traffic.plays_saved),
    hostSeries("memory", "Memory used", host.at, host.memory_used_mb, host.memory_total_mb),
    hostSeries("disk", "Disk used", host.at, host.disk_used_mb, host.disk_total_mb),
  ];
}

function hostSeries(id: string, title: string, at: number[], values: BucketValues, totals: BucketValues): ChartSeries {
  const scaleMax = totals.at(-1) ?? undefined;
  return { id, title, unit: "mb", at, values, scaleMax, summary: values.at(-1) ?? null, summaryLabel: "now" };
}

/** The index of the bucket nearest to a time; -1 without buckets. */
export function nearestBucket(at: readonly number[], time: number): number {
  let nearest = -1;
  for (const [i, bucketTime] of at.entries()) {
    if (nearest < 0 || Math.abs(bucketTime - time) < Math.abs((at[nearest] ?? 0) - time)) nearest = i;
  }
  return nearest;
}

/** Whether a bucket's time is not over yet, so that its value is still growing. */
export function isUnfinished(at: number, { end, step }: Pick<ChartData, "end" | "step">): boolean {
  return at + step > end;
}

/** Segments of adjacent measured buckets. Each is drawn as one line, so missing measurements are a gap in the chart. */
export function measuredSegments(series: Pick<ChartSeries, "at" | "values">, step: number): [number, number][][] {
  const segments: [number, number][][] = [];
  let previous = -Infinity;
  for (const [i, at] of series.at.entries()) {
    const value = series.values[i] ?? null;
    if (value === null) continue;
    if (at - previous > step) segments.push([]);
    segments.at(-1)?.push([at, value]);
    previous = at;
  }
  return segments;
}
