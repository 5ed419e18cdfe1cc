import type { FeatureCollection, Point } from "geojson";
import type { NamedPlace } from "../named-place";

interface Properties {
  name: string;
  region: string;
  country: string;
  population: number;
  named_at: string;
}

/** A GeoJSON point (RFC 7946, longitude first) for each place, in the order of naming. */
export function toGeoJson(named: readonly NamedPlace[]): string {
  const collection: FeatureCollection<Point, Properties> = {
    type: "FeatureCollection",
    features: named.map(({ id, name, region, country, lat, lon, population, at }) => ({
      type: "Feature",
      id,
      geometry: { type: "Point", coordinates: [lon, lat] },
      properties: { name, region, country, population, named_at: new Date(at).toISOString() },
    })),
  };
  return `${JSON.stringify(collection)}\n`;
}
