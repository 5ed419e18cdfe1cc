import m from "mithril";
import { fetchMap } from "../api/quizzes";
import { formatPeople } from "../game/formatting";
import { locationLabel } from "../game/regions";
import { mapDidNotLoad } from "../game/sentences";
import { InteractiveMap } from "../map/interactive-map";
import { dotRadiusScale } from "../map/dot-size";
import { handleMapKey } from "../map/keyboard";
import type { MapFile } from "../map/map-file";
import { isNarrowScreen, mapButtons, sizeLegend } from "../ui/map-controls";
import type { QuizCtrl } from "./ctrl";

interface MapViewAttrs {
  ctrl: QuizCtrl;
}

/** Creates the interactive map, passes changes to it, and destroys it with the view. Mithril never draws the dots. */
export function MapView(): m.Component<MapViewAttrs> {
  let map: InteractiveMap | null = null;
  let failed = false;
  let selectedId: number | null = null;

  async function createMap(ctrl: QuizCtrl, host: HTMLElement): Promise<void> {
    const outcome = await fetchMap<MapFile>(ctrl.quiz.map_url);
    if (!host.isConnected || map) return;
    failed = !outcome.ok;
    m.redraw();
    if (!outcome.ok) return;
    map = new InteractiveMap(host, outcome.value, {
      radius: dotRadiusScale(ctrl.quiz, isNarrowScreen()),
      describe: (place) => [place.name, locationLabel(ctrl.quiz, place), formatPeople(place.population)].filter(Boolean),
    });
    map.addPlaces(ctrl.play.all());
  }

  function connect(ctrl: QuizCtrl, host: HTMLElement): void {
    ctrl.play.listen((change) => map?.applyChange(change));
    window.addEventListener("online", () => {
      if (!map) void createMap(ctrl, host);
    });
    void createMap(ctrl, host);
  }

  return {
    oncreate: ({ attrs: { ctrl }, dom }) => {
      const host = dom.querySelector<HTMLElement>(".map-host");
      if (host) connect(ctrl, host);
    },
    onupdate: ({ attrs: { ctrl } }) => {
      if (ctrl.sidePanel.selectedId === selectedId) return;
      selectedId = ctrl.sidePanel.selectedId;
      map?.selectPlace(selectedId);
    },
    onremove: () => {
      map?.destroy();
      map = null;
    },
    view: ({ attrs: { ctrl } }) =>
      m(
        "section.map",
        { "aria-label": `Map of ${ctrl.quiz.title}` },
        m("div.map-host[tabindex=0][role=application]", {
          "aria-label": "Map. Arrow keys move it, plus and minus zoom, 0 shows all, N and P step through your places.",
          onkeydown: (event: KeyboardEvent & { redraw?: boolean }) => {
            event.redraw = false;
            if (map) handleMapKey(event, map, ctrl.sidePanel.rows);
          },
        }),
        failed && m("p.map-missing", `${mapDidNotLoad(navigator.onLine)} Your places are kept.`),
        m("div.map-foot", sizeLegend(ctrl.quiz), mapButtons(() => map)),
      ),
  };
}
