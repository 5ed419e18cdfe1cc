import m from "mithril";
import { fetchMap } from "../api/client";
import { keySizes, dotScale } from "../map/dotsize";
import { people, short } from "../game/numbers";
import { whereabouts } from "../game/regions";
import { Atlas } from "../map/atlas";
import { mapKeys } from "../map/keys";
import type { QuizMap } from "../map/quizmap";
import type { QuizCtrl } from "./ctrl";

interface Attrs {
  ctrl: QuizCtrl;
}

/** Mounts the atlas, tells it what changed, and takes it down again. Mithril itself never draws a dot. */
export function MapView(): m.Component<Attrs> {
  let atlas: Atlas | null = null;
  let failed = false;
  let looking: number | null = null;

  async function raise(ctrl: QuizCtrl, host: HTMLElement): Promise<void> {
    const outcome = await fetchMap<QuizMap>(ctrl.quiz.map_url);
    if (!host.isConnected || atlas) return;
    failed = !outcome.ok;
    m.redraw();
    if (!outcome.ok) return;
    atlas = new Atlas(host, outcome.value, {
      radius: dotScale(ctrl.quiz, isNarrow()),
      describe: (place) => [place.name, whereabouts(ctrl.quiz, place), people(place.population)].filter(Boolean),
    });
    atlas.fill(ctrl.play.all());
  }

  function follow(ctrl: QuizCtrl, host: HTMLElement): void {
    ctrl.play.listen((change) => atlas?.change(change));
    window.addEventListener("online", () => {
      if (!atlas) void raise(ctrl, host);
    });
    void raise(ctrl, host);
  }

  return {
    oncreate: ({ attrs: { ctrl }, dom }) => {
      const host = dom.querySelector<HTMLElement>(".map-host");
      if (host) follow(ctrl, host);
    },
    onupdate: ({ attrs: { ctrl } }) => {
      if (ctrl.ledger.looking === looking) return;
      looking = ctrl.ledger.looking;
      atlas?.show(looking);
    },
    onremove: () => {
      atlas?.destroy();
      atlas = null;
    },
    view: ({ attrs: { ctrl } }) =>
      m(
        "section.map",
        { "aria-label": `Map of ${ctrl.quiz.title}` },
        m("div.map-host[tabindex=0][role=application]", {
          "aria-label": "Map. Arrow keys move it, plus and minus zoom, 0 shows all, N and P step through your places.",
          onkeydown: (event: KeyboardEvent & { redraw?: boolean }) => {
            event.redraw = false;
            if (atlas) mapKeys(event, atlas, ctrl.ledger.rows);
          },
        }),
        failed && m("p.map-missing", "The map did not load. Your places are kept; it will be tried again when the connection is back."),
        m("div.map-foot", sizeKey(ctrl), controls(() => atlas)),
      ),
  };
}

/** As the style sheet has it: a map a third as wide takes smaller dots. */
function isNarrow(): boolean {
  return window.matchMedia("(max-width: 799px)").matches;
}

function controls(atlas: () => Atlas | null): m.Children {
  const button = (label: string, sign: string, act: (atlas: Atlas) => void): m.Children =>
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
function sizeKey({ quiz }: QuizCtrl): m.Children {
  const radius = dotScale(quiz, isNarrow());
  const sizes = keySizes(quiz);
  return m(
    "div.map-key[aria-hidden=true]",
    sizes.map((population) => {
      const r = radius(population);
      const side = Math.ceil(2 * r + 2);
      return m(
        "span",
        m("svg", { width: side, height: side }, m("circle", { cx: side / 2, cy: side / 2, r })),
        short(population),
      );
    }),
  );
}
