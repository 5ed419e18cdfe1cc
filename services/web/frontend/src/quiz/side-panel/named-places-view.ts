import m from "mithril";
import type { Quiz } from "../../api/types";
import { type SortOrder, SORT_ORDERS } from "../../game/filter-and-sort";
import { formatNumber } from "../../game/formatting";
import type { NamedPlace } from "../../game/named-place";
import { singularRegionNoun } from "../../game/region-noun";
import { locationLabel } from "../../game/regions";
import { VirtualList } from "../../ui/virtual-list";
import type { QuizCtrl } from "../ctrl";

const ORDER_LABELS: Record<Exclude<SortOrder, "region">, string> = {
  newest: "Newest",
  oldest: "Oldest",
  largest: "Largest",
  smallest: "Smallest",
  name: "By name",
};

/** The list of named places, with a toolbar to sort, filter and undo. */
export function namedPlacesView(ctrl: QuizCtrl): m.Children {
  return [toolbar(ctrl), placeList(ctrl)];
}

function toolbar(ctrl: QuizCtrl): m.Children {
  const { sidePanel, quiz } = ctrl;
  const orders = SORT_ORDERS.filter((order) => order !== "region" || quiz.regions.length > 0);
  return m(
    "div.toolbar",
    m(
      "select#order",
      {
        "aria-label": "Order of the list",
        value: sidePanel.order,
        onchange: (event: Event) => { sidePanel.order = (event.target as HTMLSelectElement).value as SortOrder; },
      },
      orders.map((order) => m("option", { value: order }, orderLabel(quiz, order))),
    ),
    m("input#filter[type=search]", {
      placeholder: "Filter",
      "aria-label": "Filter the list",
      value: sidePanel.filter,
      oninput: (event: Event) => { sidePanel.filter = (event.target as HTMLInputElement).value; },
    }),
    m("button.tool[type=button]", { "data-action": "undo", onclick: () => { ctrl.undo(); }, disabled: ctrl.play.size === 0 }, "Undo"),
    m("button.tool[type=button]", { "data-action": "ask-reset", onclick: () => { ctrl.dialog = "reset"; }, disabled: ctrl.play.size === 0 }, "Start over"),
  );
}

function orderLabel(quiz: Quiz, order: SortOrder): string {
  return order === "region" ? `By ${singularRegionNoun(quiz.region_noun)}` : ORDER_LABELS[order];
}

const NamedRows = VirtualList<NamedPlace>;

function placeList(ctrl: QuizCtrl): m.Children {
  const { rows, filter } = ctrl.sidePanel;
  if (rows.length === 0) {
    return m("p.empty", filter === "" ? "The places you name are listed here." : "No place on your list matches that.");
  }
  return m(NamedRows, { rows, label: "Places named", keyOf: ({ id }) => id, view: (place) => placeRow(ctrl, place) });
}

function placeRow({ sidePanel, quiz }: QuizCtrl, place: NamedPlace): m.Children {
  const select = (): void => { sidePanel.selectedId = place.id; };
  const deselect = (): void => { if (sidePanel.selectedId === place.id) sidePanel.selectedId = null; };
  return m(
    "button.row[type=button]",
    {
      "data-id": place.id,
      onfocus: select,
      onblur: deselect,
      onmouseenter: select,
      onmouseleave: deselect,
      onclick: () => { select(); sidePanel.open = false; },
    },
    m("span.row-name", place.name),
    m("span.row-where", locationLabel(quiz, place)),
    m("span.row-people", place.population > 0 ? formatNumber(place.population) : "not known"),
  );
}
