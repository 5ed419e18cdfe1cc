const numberFormat = new Intl.NumberFormat("en");
const NARROW_SPACE = "\u202f";

/** 717273 → "717,273" */
export function formatNumber(n: number): string {
  return numberFormat.format(n);
}

/** 500000 → "500 k": short enough for a table's first column and the map's key. */
export function formatCompact(n: number): string {
  if (n >= 1_000_000) return `${roundTo3Digits(n / 1_000_000)}${NARROW_SPACE}M`;
  if (n >= 1_000) return `${roundTo3Digits(n / 1_000)}${NARROW_SPACE}k`;
  return String(n);
}

function roundTo3Digits(n: number): string {
  return n >= 100 ? String(Math.round(n)) : String(Math.round(n * 10) / 10);
}

/** Share of a whole, in words: a place named must never read as 0 %, nor an unfinished quiz as 100 %. */
export function formatPercent(part: number, all: number): string {
  if (part <= 0 || all <= 0) return `0${NARROW_SPACE}%`;
  const share = (part / all) * 100;
  if (share < 0.1) return `<${NARROW_SPACE}0.1${NARROW_SPACE}%`;
  const shown = part < all ? Math.min(Math.floor(share * 10) / 10, 99.9) : 100;
  return `${shown >= 100 ? "100" : shown.toFixed(1)}${NARROW_SPACE}%`;
}

export function formatCount(n: number, one: string, many = `${one}s`): string {
  return `${formatNumber(n)} ${n === 1 ? one : many}`;
}

/** "people", or why there is no figure: 0 means that the source does not know. */
export function formatPeople(population: number): string {
  return population > 0 ? formatCount(population, "person", "people") : "population not known";
}
