import type { Outcome } from "./outcome";
import { getJson } from "./http";

/** A figure of each bucket; null where nothing was measured. */
export type Column = (number | null)[];

/** Seconds since 1970: from `begin` on, before `end`. */
export interface Edges {
  begin: number;
  end: number;
}

export interface Traffic {
  at: number[];
  requests: Column;
  visitors: Column;
  bots: Column;
  quiz_starts: Column;
  guesses: Column;
  plays_saved: Column;
  status_4xx: Column;
  status_5xx: Column;
  request_p50_ms: Column;
  request_p95_ms: Column;
  request_p99_ms: Column;
  hit_rate: Column;
}

export interface Host {
  at: number[];
  memory_used_mb: Column;
  memory_total_mb: Column;
  disk_used_mb: Column;
  disk_total_mb: Column;
}

/** What services/web/dashboard/overview.py answers. `step`: seconds of a bucket. */
export interface Figures extends Edges {
  step: number;
  traffic: Traffic;
  host: Host;
  total: Record<string, number | null> | null;
}

export type Top = [name: string, requests: number][];

export interface Tops extends Edges {
  page: Top;
  quiz: Top;
  referrer: Top;
}

function address(what: string, { begin, end }: Edges): string {
  return `/dashboard/${what}.json?begin=${begin}&end=${end}`;
}

export function fetchFigures(edges: Edges): Promise<Outcome<Figures>> {
  return getJson(address("figures", edges));
}

export function fetchTops(edges: Edges): Promise<Outcome<Tops>> {
  return getJson(address("tops", edges));
}
