import type { PlayDetail, PlayedPlace } from "../api/types";
import type { NamedPlace } from "../game/named-place";
import type { DotShape } from "../map/sorted-dots";

/** What the map of a saved play, or of two compared plays, shows. */
export interface MapPlaces {
  /** Each place once, in the order of naming. */
  places: NamedPlace[];
  shapeOf: (place: Pick<NamedPlace, "id">) => DotShape;
}

/** All places of one play, including those that no longer count. */
export function placesOfPlay({ places }: PlayDetail): MapPlaces {
  return { places: places.map(toNamedPlace), shapeOf: () => "disc" };
}

/** All places of two plays that count today. A place's shape shows which of the plays have it. */
export function placesOfComparison(first: PlayDetail, second: PlayDetail): MapPlaces {
  const [ofFirst, ofSecond] = [countedPlaces(first), countedPlaces(second)];
  const [firstIds, secondIds] = [idsOf(ofFirst), idsOf(ofSecond)];
  return {
    places: [...ofFirst, ...ofSecond.filter(({ id }) => !firstIds.has(id))].map(toNamedPlace),
    shapeOf: ({ id }) => (!secondIds.has(id) ? "disc" : firstIds.has(id) ? "diamond" : "triangle"),
  };
}

function countedPlaces({ places }: PlayDetail): PlayedPlace[] {
  return places.filter(({ status }) => status === "counted");
}

function idsOf(places: readonly PlayedPlace[]): Set<number> {
  return new Set(places.map(({ id }) => id));
}

/** The server does not store when each place was named, only their order. */
function toNamedPlace({ id, name, region, country, lat, lon, population }: PlayedPlace, at: number): NamedPlace {
  return { id, name, region, country, lat, lon, population, at };
}
