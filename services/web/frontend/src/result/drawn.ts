import type { PlayDetail, PlayedPlace } from "../api/types";
import type { Named } from "../game/place";
import type { Mark } from "../map/dotset";

export interface Drawn {
  /** In the order of naming, each once. */
  places: Named[];
  mark(place: Pick<Named, "id">): Mark;
}

/** What the map of a play shows: all of it, also what does not count any more. */
export function drawnAlone({ places }: PlayDetail): Drawn {
  return { places: places.map(named), mark: () => "disc" };
}

/** What the map of two plays shows: whatever counts today, by who has named it. */
export function drawnTogether(first: PlayDetail, second: PlayDetail): Drawn {
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
function named({ id, name, region, country, lat, lon, population }: PlayedPlace, at: number): Named {
  return { id, name, region, country, lat, lon, population, at };
}
