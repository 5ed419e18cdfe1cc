import m from "mithril";
import { fetchMap } from "../api/quizzes";
import { playsApi } from "../api/plays";
import type { PlayDetail } from "../api/types";
import { formatPeople } from "../game/formatting";
import { whereabouts } from "../game/regions";
import { InteractiveMap } from "../map/interactive-map";
import { dotRadiusScale } from "../map/dot-size";
import { handleMapKey } from "../map/keyboard";
import type { MapFile } from "../map/map-file";
import { isNarrowScreen, mapButtons, sizeLegend } from "../ui/map-controls";
import type { ResultPageData } from "./page-data";
import { type MapPlaces, placesOfPlay, placesOfComparison } from "./map-places";

/** Below this radius in pixels the eye takes a triangle for a disc. */
const MIN_SHAPE_RADIUS_PX = 3;

interface LoadedMap {
  map: MapFile;
  drawn: MapPlaces;
}

/** The map of the play, or of the two compared, in the place that the server's page left for it. */
export function ResultMap(boot: ResultPageData): m.Component {
  let atlas: InteractiveMap | null = null;
  let drawn: MapPlaces = { places: [], mark: () => "disc" };
  let failed = false;

  async function showMap(host: HTMLElement): Promise<void> {
    const loaded = await load(boot);
    if (atlas) return;
    failed = loaded === null;
    m.redraw();
    if (loaded === null) return;
    drawn = loaded.drawn;
    atlas = makeAtlas(host, boot, loaded);
    atlas.fill(drawn.places);
  }

  return {
    oncreate: ({ dom }) => {
      const host = dom.parentElement?.querySelector<HTMLElement>(".map-host");
      if (!host) return;
      letPageScrollPastMap(host);
      window.addEventListener("online", () => void showMap(host));
      void showMap(host);
    },
    view: () => [
      m("div.map-host[tabindex=0][role=application]", {
        "aria-label": "Map. Arrow keys move it, plus and minus zoom, 0 shows all, N and P step through the places.",
        onkeydown: (event: KeyboardEvent & { redraw?: boolean }) => {
          event.redraw = false;
          if (atlas) handleMapKey(event, atlas, drawn.places);
        },
      }),
      failed && m("p.map-missing", "The map did not load. It will be tried again when the connection is back."),
      m("div.map-foot", sizeLegend(boot.quiz), mapButtons(() => atlas)),
    ],
  };
}

async function load({ map_url, plays }: ResultPageData): Promise<LoadedMap | null> {
  const [map, ...details] = await Promise.all([fetchMap<MapFile>(map_url), ...plays.map((id) => playsApi.detail(id))]);
  const found = details.flatMap((outcome): PlayDetail[] => (outcome.ok ? [outcome.value] : []));
  const [first, second] = found;
  if (!map.ok || !first || found.length < plays.length) return null;
  return { map: map.value, drawn: second ? placesOfComparison(first, second) : placesOfPlay(first) };
}

function makeAtlas(host: HTMLElement, { quiz, plays }: ResultPageData, { map, drawn }: LoadedMap): InteractiveMap {
  const scale = dotRadiusScale(quiz, isNarrowScreen());
  return new InteractiveMap(host, map, {
    radius: plays.length > 1 ? (population) => Math.max(MIN_SHAPE_RADIUS_PX, scale(population)) : scale,
    describe: (place) => [place.name, whereabouts(quiz, place), formatPeople(place.population)].filter(Boolean),
    mark: (place) => drawn.mark(place),
  });
}

/** The wheel and a finger's way down the page go past the map, until it is clicked, tapped or reached by keyboard. */
function letPageScrollPastMap(host: HTMLElement): void {
  host.addEventListener("click", () => {
    host.focus({ preventScroll: true });
  });
  const pass = (event: WheelEvent): void => {
    if (!host.contains(document.activeElement) && !event.ctrlKey) event.stopPropagation();
  };
  host.addEventListener("wheel", pass, { capture: true, passive: true });
}
