/** "toponaut-europe-2026-11-24.csv", by the player's own calendar. */
export function exportFilename(slug: string, now: number, ending: string): string {
  const date = new Date(now);
  const digits = (n: number): string => String(n).padStart(2, "0");
  return `toponaut-${slug}-${date.getFullYear()}-${digits(date.getMonth() + 1)}-${digits(date.getDate())}.${ending}`;
}
