import type { PlayDetail, PlayedPlace } from "../api/types";
import type { NamedPlace } from "../game/named-place";
import type { DotShape } from "../map/sorted-dots";

export interface MapPlaces {
  /** In the order of naming, each once. */
  places: NamedPlace[];
  mark(place: Pick<NamedPlace, "id">): DotShape;
}

/** What the map of a play shows: all of it, also what does not count any more. */
export function placesOfPlay({ places }: PlayDetail): MapPlaces {
  return { places: places.map(named), mark: () => "disc" };
}

/** What the map of two plays shows: whatever counts today, by who has named it. */
export function placesOfComparison(first: PlayDetail, second: PlayDetail): MapPlaces {
  const [one, other] = [counted(first), counted(second)];
  const [inOne, inOther] = [idsOf(one), idsOf(other)];
  return {
    places: [...one, ...other.filter(({ id }) => !inOne.has(id))].map(named),
    mark: ({ id }) => (!inOther.has(id) ? "disc" : inOne.has(id) ? "diamond" : "triangle"),
  };
}

function counted({ places }: PlayDetail): PlayedPlace[] {
  return places.filter(({ status }) => status === "counted");
}

function idsOf(places: readonly PlayedPlace[]): Set<number> {
  return new Set(places.map(({ id }) => id));
}

/** Nobody knows any more when each was named; their order is all there is. */
function named({ id, name, region, country, lat, lon, population }: PlayedPlace, at: number): NamedPlace {
  return { id, name, region, country, lat, lon, population, at };
}
