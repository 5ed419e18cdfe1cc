import { getJson } from "./http";
import type { Outcome } from "./outcome";

/** One number for each bucket of time; null for a bucket without measurements. */
export type BucketValues = (number | null)[];

/** Seconds since 1970: `begin` is part of the range, `end` is not. */
export interface TimeRange {
  begin: number;
  end: number;
}

export interface TrafficData {
  at: number[];
  requests: BucketValues;
  visitors: BucketValues;
  bots: BucketValues;
  quiz_starts: BucketValues;
  guesses: BucketValues;
  plays_saved: BucketValues;
  status_4xx: BucketValues;
  status_5xx: BucketValues;
  request_p50_ms: BucketValues;
  request_p95_ms: BucketValues;
  request_p99_ms: BucketValues;
  hit_rate: BucketValues;
}

export interface HostData {
  at: number[];
  memory_used_mb: BucketValues;
  memory_total_mb: BucketValues;
  disk_used_mb: BucketValues;
  disk_total_mb: BucketValues;
}

/** The answer of services/web/dashboard/overview.py. `step` is the length of a bucket in seconds. */
export interface ChartData extends TimeRange {
  step: number;
  traffic: TrafficData;
  host: HostData;
  total: Record<string, number | null> | null;
}

export type TopList = [name: string, requests: number][];

/** The most requested pages and quizzes, and the sites that sent the most visitors. */
export interface TopLists extends TimeRange {
  page: TopList;
  quiz: TopList;
  referrer: TopList;
}

function dashboardUrl(resource: string, { begin, end }: TimeRange): string {
  return `/dashboard/${resource}.json?begin=${begin}&end=${end}`;
}

export function fetchChartData(range: TimeRange): Promise<Outcome<ChartData>> {
  return getJson(dashboardUrl("figures", range));
}

export function fetchTopLists(range: TimeRange): Promise<Outcome<TopLists>> {
  return getJson(dashboardUrl("tops", range));
}
