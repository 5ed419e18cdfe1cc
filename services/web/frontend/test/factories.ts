// Test data: real places, and two quizzes that contain them.
import type { Match, Place, Quiz } from "../src/api/types";

function place(id: number, name: string, region: string, country: string, population: number): Place {
  return { id, name, region, country, lat: 45, lon: -100, population };
}

export const portlandOregon = place(5746545, "Portland", "Oregon", "US", 652_503);
export const portlandMaine = place(4975802, "Portland", "Maine", "US", 66_881);
export const portlandTexas = place(4719457, "Portland", "Texas", "US", 15_099);
export const chicago = place(4887398, "Chicago", "Illinois", "US", 2_720_546);
export const newYork = place(5128581, "New York City", "New York", "US", 8_804_190);
export const nowhere = place(1, "Nowhere", "Maine", "US", 0);
export const lviv = place(702550, "Lviv", "Lviv", "UA", 717_273);

export const portlands = [portlandOregon, portlandMaine, portlandTexas];

const region = (code: string, name: string, places: number): Quiz["regions"][number] => ({ code, name, places, population: 1_000_000 });

export const us: Quiz = {
  slug: "us",
  title: "United States",
  kind: "country",
  places: 1_000,
  population: 100_000_000,
  data_version: "2026.11.0",
  unknown_population: 0,
  region_noun: "states and D.C.",
  regions: [region("US.IL", "Illinois", 10), region("US.ME", "Maine", 2), region("US.OR", "Oregon", 5), region("US.TX", "Texas", 9)],
  brackets: [
    { min: 1_000_000, places: 2, population: 11_000_000 },
    { min: 500_000, places: 0, population: 0 },
    { min: 10_000, places: 900, population: 80_000_000 },
    { min: 0, places: 98, population: 500_000 },
  ],
  fingerprint: "e195c3202683b20d",
  map_url: "/static/maps/us.json",
};

export const world: Quiz = {
  ...us,
  slug: "world",
  title: "The world",
  kind: "world",
  region_noun: "countries",
  regions: [region("UA", "Ukraine", 400), region("US", "United States", 600)],
};

export function hit(...places: Place[]): Match {
  return { name: places[0]?.name ?? "", places, reason: null };
}

export function miss(reason: Match["reason"]): Match {
  return { name: "x", places: [], reason };
}
