import type { ChartData, TopLists, TrafficData } from "../../src/api/dashboard";

export const HOUR = 3600;
/** Wednesday 25 November 2026, 02:10 UTC. */
export const NOW = Date.UTC(2026, 10, 25, 2, 10) / 1000;
export const END = Date.UTC(2026, 10, 25, 3) / 1000;

/** Figures of the last hours, with these numbers of requests; null for an hour that was not counted. */
export function chartData(...requests: (number | null)[]): ChartData {
  const begin = END - requests.length * HOUR;
  const counted = requests.flatMap((n, i) => (n === null ? [] : [[begin + i * HOUR, n] as const]));
  const column = counted.map(([, n]) => n);
  const traffic: TrafficData = {
    at: counted.map(([at]) => at), requests: column, visitors: column, bots: column, quiz_starts: column, guesses: column,
    plays_saved: column, status_4xx: column, status_5xx: column, request_p50_ms: column, request_p95_ms: column,
    request_p99_ms: column, hit_rate: column,
  };
  const host = { at: [], memory_used_mb: [], memory_total_mb: [], disk_used_mb: [], disk_total_mb: [] };
  const sum = column.reduce((a, b) => a + b, 0);
  return { begin, end: END, step: HOUR, traffic, host, total: { requests: sum } };
}

export const TOPS: TopLists = { begin: 0, end: 1, page: [["/", 5]], quiz: [], referrer: [] };
