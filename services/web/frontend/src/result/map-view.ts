import m from "mithril";
import { fetchMap } from "../api/quizzes";
import { playsApi } from "../api/plays";
import type { PlayDetail } from "../api/types";
import { people } from "../game/numbers";
import { whereabouts } from "../game/regions";
import { Atlas } from "../map/atlas";
import { dotScale } from "../map/dotsize";
import { mapKeys } from "../map/keys";
import type { QuizMap } from "../map/quizmap";
import { isNarrow, mapButtons, sizeKey } from "../ui/map-frame";
import type { Boot } from "./boot";
import { type Drawn, drawnAlone, drawnTogether } from "./drawn";

/** Below this radius in pixels the eye takes a triangle for a disc. */
const TELLING_PX = 3;

interface Loaded {
  map: QuizMap;
  drawn: Drawn;
}

/** The map of the play, or of the two compared, in the place that the server's page left for it. */
export function ResultMap(boot: Boot): m.Component {
  let atlas: Atlas | null = null;
  let drawn: Drawn = { places: [], mark: () => "disc" };
  let failed = false;

  async function raise(host: HTMLElement): Promise<void> {
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
      letThePageScroll(host);
      window.addEventListener("online", () => void raise(host));
      void raise(host);
    },
    view: () => [
      m("div.map-host[tabindex=0][role=application]", {
        "aria-label": "Map. Arrow keys move it, plus and minus zoom, 0 shows all, N and P step through the places.",
        onkeydown: (event: KeyboardEvent & { redraw?: boolean }) => {
          event.redraw = false;
          if (atlas) mapKeys(event, atlas, drawn.places);
        },
      }),
      failed && m("p.map-missing", "The map did not load. It will be tried again when the connection is back."),
      m("div.map-foot", sizeKey(boot.quiz), mapButtons(() => atlas)),
    ],
  };
}

async function load({ map_url, plays }: Boot): Promise<Loaded | null> {
  const [map, ...details] = await Promise.all([fetchMap<QuizMap>(map_url), ...plays.map((id) => playsApi.detail(id))]);
  const found = details.flatMap((outcome): PlayDetail[] => (outcome.ok ? [outcome.value] : []));
  const [first, second] = found;
  if (!map.ok || !first || found.length < plays.length) return null;
  return { map: map.value, drawn: second ? drawnTogether(first, second) : drawnAlone(first) };
}

function makeAtlas(host: HTMLElement, { quiz, plays }: Boot, { map, drawn }: Loaded): Atlas {
  const scale = dotScale(quiz, isNarrow());
  return new Atlas(host, map, {
    radius: plays.length > 1 ? (population) => Math.max(TELLING_PX, scale(population)) : scale,
    describe: (place) => [place.name, whereabouts(quiz, place), people(place.population)].filter(Boolean),
    mark: (place) => drawn.mark(place),
  });
}

/** The wheel and a finger's way down the page go past the map, until it is clicked, tapped or reached by keyboard. */
function letThePageScroll(host: HTMLElement): void {
  host.addEventListener("click", () => {
    host.focus({ preventScroll: true });
  });
  const pass = (event: WheelEvent): void => {
    if (!host.contains(document.activeElement) && !event.ctrlKey) event.stopPropagation();
  };
  host.addEventListener("wheel", pass, { capture: true, passive: true });
}
