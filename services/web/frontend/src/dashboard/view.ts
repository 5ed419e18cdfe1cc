import m from "mithril";
import type { TopList, TopLists } from "../api/dashboard";
import { formatNumber } from "../game/formatting";
import { chartView } from "./chart-view";
import type { DashboardCtrl } from "./ctrl";
import { type SpanName, SPAN_DAYS } from "./time-spans";
import { spanLabel } from "./formatting";

export function chartsView(ctrl: DashboardCtrl): m.Children {
  const { begin, end, step } = ctrl.chartData;
  return m("section", { "aria-labelledby": "traffic", "aria-busy": String(ctrl.busy) }, [
    m("div.charts-head", [
      m("h2#traffic", "Traffic"),
      m("p.note", { role: "status" }, ctrl.error || spanLabel(begin, end, step)),
      m("div.spans", { role: "group", "aria-label": "Time shown" }, [
        (Object.keys(SPAN_DAYS) as SpanName[]).map((span) => spanButton(ctrl, span)),
        m("button.tool", { type: "button", "aria-label": "Zoom in", onclick: () => { ctrl.zoom(2); } }, "+"),
        m("button.tool", { type: "button", "aria-label": "Zoom out", onclick: () => { ctrl.zoom(0.5); } }, "−"),
      ]),
    ]),
    m("div.charts", ctrl.series.map((series) => chartView(ctrl, series))),
    m("p.note", "Drag over a chart to zoom in. In a chart with the focus, arrow keys show each value; + and − zoom. For more than an hour, p95 is the mean of the hours’ p95, weighted by their requests."),
  ]);
}

function spanButton(ctrl: DashboardCtrl, span: SpanName): m.Children {
  const pressed = ctrl.span === span;
  const label = `${span.charAt(0).toUpperCase()}${span.slice(1)}`;
  return m("button.tool", { key: span, type: "button", "aria-pressed": String(pressed), onclick: () => { ctrl.showSpan(span); } }, label);
}

const TOP_LIST_TITLES: [keyof Omit<TopLists, "begin" | "end">, string][] = [["page", "Pages"], ["quiz", "Quizzes"], ["referrer", "From other sites"]];

export function topListsView({ topLists }: DashboardCtrl): m.Children {
  return m("section.top-lists", { "aria-label": "Most requested in the time shown" }, TOP_LIST_TITLES.map(([kind, title]) =>
    m("div", { key: kind }, [m("h2", title), m("ol.bars", barsView(topLists[kind]))])));
}

function barsView(list: TopList): m.Children {
  const max = list[0]?.[1] ?? 1;
  if (list.length === 0) return m("li", "Nothing was counted.");
  return list.map(([name, requests]) =>
    m("li", { key: name }, [
      m("span", name),
      " ",
      m("b", formatNumber(requests)),
      m("svg.bar", { "aria-hidden": "true" }, m("rect", { width: `${(100 * requests) / max}%`, height: "100%" })),
    ]));
}
