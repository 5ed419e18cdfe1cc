import m from "mithril";
import { fetchMap } from "../api/quizzes";
import { playsApi } from "../api/plays";
import type { PlayDetail } from "../api/types";
import { formatPeople } from "../game/formatting";
import { locationLabel } from "../game/regions";
import { mapDidNotLoad } from "../game/sentences";
import { InteractiveMap } from "../map/interactive-map";
import { dotRadiusScale } from "../map/dot-size";
import { handleMapKey } from "../map/keyboard";
import type { MapFile } from "../map/map-file";
import { isNarrowScreen, mapButtons, sizeLegend } from "../ui/map-controls";
import { loadPlay } from "./load-play";
import type { ResultPageData } from "./page-data";
import { type MapPlaces, placesOfPlay, placesOfComparison } from "./map-places";

/** In a comparison the shape of a dot matters, and a smaller triangle would look like a disc. */
const MIN_SHAPE_RADIUS_PX = 3;

interface LoadedMap {
  map: MapFile;
  content: MapPlaces;
}

/** The map of a saved play, or of two compared plays. The server's page has an element for it. */
export function ResultMap(page: ResultPageData): m.Component {
  let map: InteractiveMap | null = null;
  let content: MapPlaces = { places: [], shapeOf: () => "disc" };
  let failed = false;

  async function showMap(host: HTMLElement): Promise<void> {
    const loaded = await load(page);
    if (map) return;
    failed = loaded === null;
    m.redraw();
    if (loaded === null) return;
    content = loaded.content;
    map = createMap(host, page, loaded);
    map.addPlaces(content.places);
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
          if (map) handleMapKey(event, map, content.places);
        },
      }),
      failed && m("p.map-missing", mapDidNotLoad(navigator.onLine)),
      m("div.map-foot", sizeLegend(page.quiz), mapButtons(() => map)),
    ],
  };
}

async function load({ map_url, plays }: ResultPageData): Promise<LoadedMap | null> {
  const [map, found] = await Promise.all([fetchMap<MapFile>(map_url), loadPlays(plays)]);
  const [first, second] = found;
  if (!map.ok || !first || found.length < plays.length) return null;
  return { map: map.value, content: second ? placesOfComparison(first, second) : placesOfPlay(first) };
}

/** The plays, one after the other, up to the first that does not come. */
async function loadPlays(ids: readonly string[]): Promise<PlayDetail[]> {
  const found: PlayDetail[] = [];
  for (const id of ids) {
    const play = await loadPlay(() => playsApi.detail(id), wait);
    if (play === null) break;
    found.push(play);
  }
  return found;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function createMap(host: HTMLElement, { quiz, plays }: ResultPageData, { map, content }: LoadedMap): InteractiveMap {
  const scale = dotRadiusScale(quiz, isNarrowScreen());
  return new InteractiveMap(host, map, {
    radius: plays.length > 1 ? (population) => Math.max(MIN_SHAPE_RADIUS_PX, scale(population)) : scale,
    describe: (place) => [place.name, locationLabel(quiz, place), formatPeople(place.population)].filter(Boolean),
    shape: (place) => content.shapeOf(place),
  });
}

/** The mouse wheel scrolls the page, not the map, until the map has the focus. */
function letPageScrollPastMap(host: HTMLElement): void {
  host.addEventListener("click", () => {
    host.focus({ preventScroll: true });
  });
  const onWheel = (event: WheelEvent): void => {
    if (!host.contains(document.activeElement) && !event.ctrlKey) event.stopPropagation();
  };
  host.addEventListener("wheel", onWheel, { capture: true, passive: true });
}
