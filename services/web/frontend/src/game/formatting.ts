// Formats numbers on the quiz page and on its map.

const numberFormat = new Intl.NumberFormat("en");
const NARROW_SPACE = "\u202f";

/** 717273 → "717,273" */
export function formatNumber(n: number): string {
  return numberFormat.format(n);
}

/** 500000 → "500 k": short enough for a table's first column and the map's legend. */
export function formatCompact(n: number): string {
  if (n >= 1_000_000) return `${roundTo3Digits(n / 1_000_000)}${NARROW_SPACE}M`;
  if (n >= 1_000) return `${roundTo3Digits(n / 1_000)}${NARROW_SPACE}k`;
  return String(n);
}

function roundTo3Digits(n: number): string {
  return n >= 100 ? String(Math.round(n)) : String(Math.round(n * 10) / 10);
}

/** `part` of `total` in percent. It is never 0 % if a place is named, and never 100 % if the quiz is unfinished. */
export function formatPercent(part: number, total: number): string {
  if (part <= 0 || total <= 0) return `0${NARROW_SPACE}%`;
  const percent = (part / total) * 100;
  if (percent < 0.1) return `<${NARROW_SPACE}0.1${NARROW_SPACE}%`;
  const rounded = part < total ? Math.min(Math.floor(percent * 10) / 10, 99.9) : 100;
  return `${rounded >= 100 ? "100" : rounded.toFixed(1)}${NARROW_SPACE}%`;
}

/** 1, "place" → "1 place"; 2, "place" → "2 places" */
export function formatCount(n: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(n)} ${n === 1 ? singular : plural}`;
}

/** "652,503 people". A population of 0 means that the source does not know it. */
export function formatPeople(population: number): string {
  return population > 0 ? formatCount(population, "person", "people") : "population not known";
}
