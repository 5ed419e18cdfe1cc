const INITIAL_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;

/** How long to wait before the next try: doubling, and never less than what the server asked for (seconds). */
export function backoffMs(failures: number, asked: number | null = null): number {
  const own = Math.min(INITIAL_DELAY_MS * 2 ** Math.max(0, failures - 1), MAX_DELAY_MS);
  return Math.max(own, (asked ?? 0) * 1_000);
}
