/** "toponaut-europe-2026-11-24.csv", with the date in the player's time zone. */
export function exportFilename(slug: string, now: number, extension: string): string {
  const date = new Date(now);
  const twoDigits = (n: number): string => String(n).padStart(2, "0");
  return `toponaut-${slug}-${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}.${extension}`;
}
