const INITIAL_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;

/** Delay before the next try: it doubles with each failure, and is at least what the server asked for (in seconds). */
export function backoffMs(failures: number, retryAfter: number | null = null): number {
  const delay = Math.min(INITIAL_DELAY_MS * 2 ** Math.max(0, failures - 1), MAX_DELAY_MS);
  return Math.max(delay, (retryAfter ?? 0) * 1_000);
}
