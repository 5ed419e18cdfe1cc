import { csvRow } from "../csv";
import type { NamedPlace } from "../named-place";

export const CSV_COLUMNS = ["id", "name", "region", "country", "lat", "lon", "population", "named_at"] as const;

/** A table of the places in the order of naming. Times are UTC; a population of 0 means unknown. */
export function toCsv(named: readonly NamedPlace[]): string {
  const rows = named.map(({ id, name, region, country, lat, lon, population, at }) =>
    csvRow([id, name, region, country, lat, lon, population, new Date(at).toISOString()]),
  );
  return [csvRow(CSV_COLUMNS), ...rows].join("");
}
