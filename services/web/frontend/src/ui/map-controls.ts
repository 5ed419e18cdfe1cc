// What stands around every map: the buttons that move it, and the key to the size of its dots.
import m from "mithril";
import type { Quiz } from "../api/types";
import { formatCompact } from "../game/formatting";
import type { InteractiveMap } from "../map/interactive-map";
import { dotRadiusScale, legendPopulations } from "../map/dot-size";

/** As the style sheet has it: a map a third as wide takes smaller dots. */
export function isNarrowScreen(): boolean {
  return window.matchMedia("(max-width: 799px)").matches;
}

export function mapButtons(atlas: () => InteractiveMap | null): m.Children {
  const button = (label: string, sign: string, act: (atlas: InteractiveMap) => void): m.Children =>
    m(
      "button.map-button[type=button]",
      {
        "aria-label": label,
        title: label,
        onclick: (event: MouseEvent & { redraw?: boolean }) => {
          event.redraw = false;
          const current = atlas();
          if (current) act(current);
        },
      },
      m("span", { "aria-hidden": "true" }, sign),
    );
  return m("div.map-controls", [
    button("Zoom in", "+", ({ controls }) => { controls.zoomIn(); }),
    button("Zoom out", "−", ({ controls }) => { controls.zoomOut(); }),
    button("Show the whole map", "⤢", ({ controls }) => { controls.reset(); }),
  ]);
}

/** What a dot's area means, in the corner of the sheet as in a printed atlas. */
export function sizeLegend(quiz: Pick<Quiz, "brackets" | "kind">): m.Children {
  const radius = dotRadiusScale(quiz, isNarrowScreen());
  const sizes = legendPopulations(quiz);
  return m(
    "div.map-key[aria-hidden=true]",
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
