import m from "mithril";
import { type SortOrder, SORT_ORDERS } from "../../game/filter-and-sort";
import { singularRegionNoun } from "../../game/region-noun";
import { formatNumber } from "../../game/formatting";
import type { NamedPlace } from "../../game/named-place";
import { whereabouts } from "../../game/regions";
import { VirtualList } from "../../ui/virtual-list";
import type { QuizCtrl } from "../ctrl";
import type { Tab } from "./ledger-ctrl";
import { importExportButton } from "../import-export/import-export-view";
import { bottomSheetHandle } from "./bottom-sheet-handle";
import { regionsTable, regionsSummary, scoreView } from "./score-view";

/** Score, tables and the list of places: beside the map if there is room, otherwise in a bottom sheet. */
export function ledgerView(ctrl: QuizCtrl): m.Children {
  const { ledger, quiz } = ctrl;
  const hasRegions = quiz.regions.length > 0;
  return m(
    "aside.ledger#ledger",
    {
      class: ledger.open ? "open" : "",
      "aria-label": "Score and list",
      onkeydown: (event: KeyboardEvent & { redraw?: boolean }) => {
        if (event.key === "Escape" && ledger.open) ledger.open = false;
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
      { "aria-labelledby": `tab-${ledger.tab}` },
      ledger.tab === "regions" ? regionsTable(ctrl) : [toolbar(ctrl), placeList(ctrl)],
    ),
    importExportButton(ctrl),
  );
}

function tabButton({ ledger }: QuizCtrl, name: Tab, label: string): m.Children {
  const chosen = ledger.tab === name;
  return m(
    `button.tab[type=button][role=tab]#tab-${name}`,
    { "aria-selected": String(chosen), tabindex: chosen ? 0 : -1, onclick: () => { ledger.tab = name; } },
    label,
  );
}

function switchTabByArrowKeys({ ledger, quiz }: QuizCtrl, event: KeyboardEvent): void {
  if (!["ArrowLeft", "ArrowRight"].includes(event.key) || quiz.regions.length === 0) return;
  ledger.tab = ledger.tab === "places" ? "regions" : "places";
  document.getElementById(`tab-${ledger.tab}`)?.focus();
}

const ORDER_LABELS: Record<SortOrder, string> = {
  newest: "Newest",
  oldest: "Oldest",
  largest: "Largest",
  smallest: "Smallest",
  name: "By name",
  region: "By region",
};

function toolbar(ctrl: QuizCtrl): m.Children {
  const { ledger, quiz } = ctrl;
  const orders = SORT_ORDERS.filter((order) => order !== "region" || quiz.regions.length > 0);
  return m(
    "div.toolbar",
    m(
      "select#order",
      {
        "aria-label": "Order of the list",
        value: ledger.order,
        onchange: (event: Event) => { ledger.order = (event.target as HTMLSelectElement).value as SortOrder; },
      },
      orders.map((order) => m("option", { value: order }, order === "region" ? `By ${singularRegionNoun(quiz.region_noun)}` : ORDER_LABELS[order])),
    ),
    m("input#filter[type=search]", {
      placeholder: "Filter",
      "aria-label": "Filter the list",
      value: ledger.filter,
      oninput: (event: Event) => { ledger.filter = (event.target as HTMLInputElement).value; },
    }),
    m("button.tool[type=button]", { "data-action": "undo", onclick: () => { ctrl.undo(); }, disabled: ctrl.play.size === 0 }, "Undo"),
    m("button.tool[type=button]", { "data-action": "ask-reset", onclick: () => { ctrl.dialog = "reset"; }, disabled: ctrl.play.size === 0 }, "Start over"),
  );
}

const NamedRows = VirtualList<NamedPlace>;

function placeList(ctrl: QuizCtrl): m.Children {
  const { rows, filter } = ctrl.ledger;
  if (rows.length === 0) {
    return m("p.empty", filter === "" ? "The places you name are listed here." : "No place on your list has that in its name.");
  }
  return m(NamedRows, { rows, label: "Places named", keyOf: ({ id }) => id, view: (place) => placeRow(ctrl, place) });
}

function placeRow({ ledger, quiz }: QuizCtrl, place: NamedPlace): m.Children {
  const select = (): void => { ledger.selectedId = place.id; };
  const deselect = (): void => { if (ledger.selectedId === place.id) ledger.selectedId = null; };
  return m(
    "button.row[type=button]",
    {
      "data-id": place.id,
      onfocus: select,
      onblur: deselect,
      onmouseenter: select,
      onmouseleave: deselect,
      onclick: () => { select(); ledger.open = false; },
    },
    m("span.row-name", place.name),
    m("span.row-where", whereabouts(quiz, place)),
    m("span.row-people", place.population > 0 ? formatNumber(place.population) : "not known"),
  );
}
