import m from "mithril";
import { formatNumber } from "../../game/formatting";
import type { QuizCtrl } from "../ctrl";
import type { Tab } from "./side-panel-ctrl";
import { importExportButton } from "../import-export/import-export-view";
import { bottomSheetHandle } from "./bottom-sheet-handle";
import { namedPlacesView } from "./named-places-view";
import { regionsTable, regionsSummary, scoreView } from "./score-view";

/** Score, tables and the list of places: beside the map if there is room, otherwise in a bottom sheet. */
export function sidePanelView(ctrl: QuizCtrl): m.Children {
  const { sidePanel, quiz } = ctrl;
  const hasRegions = quiz.regions.length > 0;
  return m(
    "aside.side-panel#side-panel",
    {
      class: sidePanel.open ? "open" : "",
      "aria-label": "Score and list",
      onkeydown: (event: KeyboardEvent & { redraw?: boolean }) => {
        if (event.key === "Escape" && sidePanel.open) sidePanel.open = false;
        else event.redraw = false;
      },
    },
    bottomSheetHandle(ctrl, "close"),
    scoreView(ctrl),
    m(
      "div.tabs[role=tablist]",
      { "aria-label": "What to list", onkeydown: (event: KeyboardEvent) => { switchTabByArrowKeys(ctrl, event); } },
      tabButton(ctrl, "places", `${formatNumber(ctrl.play.size)} listed`),
      hasRegions && tabButton(ctrl, "regions", regionsSummary(ctrl)),
    ),
    m(
      "div.panel[role=tabpanel]",
      { "aria-labelledby": `tab-${sidePanel.tab}` },
      sidePanel.tab === "regions" ? regionsTable(ctrl) : namedPlacesView(ctrl),
    ),
    importExportButton(ctrl),
  );
}

function tabButton({ sidePanel }: QuizCtrl, name: Tab, label: string): m.Children {
  const chosen = sidePanel.tab === name;
  return m(
    `button.tab[type=button][role=tab]#tab-${name}`,
    { "aria-selected": String(chosen), tabindex: chosen ? 0 : -1, onclick: () => { sidePanel.tab = name; } },
    label,
  );
}

function switchTabByArrowKeys({ sidePanel, quiz }: QuizCtrl, event: KeyboardEvent): void {
  if (!["ArrowLeft", "ArrowRight"].includes(event.key) || quiz.regions.length === 0) return;
  sidePanel.tab = sidePanel.tab === "places" ? "regions" : "places";
  document.getElementById(`tab-${sidePanel.tab}`)?.focus();
}
