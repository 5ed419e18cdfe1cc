// Controls beside every map: buttons that zoom it, and a legend for the size of its dots.
import m from "mithril";
import type { Quiz } from "../api/types";
import { formatCompact } from "../game/formatting";
import type { InteractiveMap } from "../map/interactive-map";
import { dotRadiusScale, legendPopulations } from "../map/dot-size";

/** Uses the same limit as styles/narrow-screens.css. Maps on phones are a third as wide, and need smaller dots. */
export function isNarrowScreen(): boolean {
  return window.matchMedia("(max-width: 799px)").matches;
}

export function mapButtons(currentMap: () => InteractiveMap | null): m.Children {
  const button = (label: string, sign: string, act: (map: InteractiveMap) => void): m.Children =>
    m(
      "button.map-button[type=button]",
      {
        "aria-label": label,
        title: label,
        onclick: (event: MouseEvent & { redraw?: boolean }) => {
          event.redraw = false;
          const map = currentMap();
          if (map) act(map);
        },
      },
      m("span", { "aria-hidden": "true" }, sign),
    );
  return m("div.map-controls", [
    button("Zoom in", "+", ({ panZoom }) => { panZoom.zoomIn(); }),
    button("Zoom out", "−", ({ panZoom }) => { panZoom.zoomOut(); }),
    button("Show the whole map", "⤢", ({ panZoom }) => { panZoom.reset(); }),
  ]);
}

/** Shows what population a dot's area means. */
export function sizeLegend(quiz: Pick<Quiz, "brackets" | "kind">): m.Children {
  const radius = dotRadiusScale(quiz, isNarrowScreen());
  const sizes = legendPopulations(quiz);
  return m(
    "div.map-legend[aria-hidden=true]",
    sizes.map((population) => {
      const r = radius(population);
      const side = Math.ceil(2 * r + 2);
      return m(
        "span",
        m("svg", { width: side, height: side }, m("circle", { cx: side / 2, cy: side / 2, r })),
        formatCompact(population),
      );
    }),
  );
}
