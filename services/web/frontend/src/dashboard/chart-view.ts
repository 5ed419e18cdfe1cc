import { area, line } from "d3-shape";
import m from "mithril";
import type { DashboardFigures } from "../api/dashboard";
import type { DashboardCtrl } from "./ctrl";
import { HEIGHT, type Scales, scalesOf, WIDTH } from "./scales";
import { nearestBucket, measuredRuns, type Series, isUnfinished } from "./series";
import { timeTicks } from "./axis-ticks";
import { bucketLabel, tickLabel, formatValue } from "./formatting";

/** One chart: its name and figure, the line over a scale from 0, and the same as a table. */
export function chartView(ctrl: DashboardCtrl, series: Series): m.Children {
  const { step } = ctrl.figures;
  const at = ctrl.cursor === null ? -1 : nearestBucket(series.at, ctrl.cursor - step / 2);
  return m("figure.chart", { key: series.id, "data-chart": series.id }, [
    m("figcaption", [m("h3", series.title), headView(series, at, step)]),
    series.at.length === 0 ? m("p.chart-empty", "Nothing was measured.") : plotView(ctrl, series, at),
    tableView(series, step),
  ]);
}

function headView(series: Series, at: number, step: number): m.Children {
  const moment = series.at[at];
  if (moment === undefined) return m("p", [m("b", formatValue(series.summary, series.unit)), ` ${series.summaryWord}`]);
  return m("p.at-cursor", [m("b", formatValue(series.values[at] ?? null, series.unit)), ` ${bucketLabel(moment, step)}`]);
}

function plotView(ctrl: DashboardCtrl, series: Series, at: number): m.Children {
  const { figures } = ctrl;
  const scales = scalesOf(series, figures);
  const top = scales.y.domain()[1] ?? 0;
  return m("div.plot", plotAttrs(ctrl, series), [
    m("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" }, [
      [0, 0.5, 1].map((share) =>
        m("line.rule", { key: share, class: share === 1 ? "base" : "", x1: 0, x2: WIDTH, y1: HEIGHT * share, y2: HEIGHT * share })),
      measuredRuns(series, figures.step).map((run) => runView(run, scales, figures)),
      cursorView(ctrl, series, at, scales),
    ]),
    m("span.scale", formatValue(top, series.unit)),
    m("ul.ticks", { "aria-hidden": "true" }, timeTicks(figures).map((time) =>
      m("li", { key: time, style: { left: `${(100 * scales.x(time)) / WIDTH}%` } }, tickLabel(time, figures.end - figures.begin)))),
    dotView(ctrl, series, at, scales),
  ]);
}

/** What is not over yet is dashed: a day of three hours looks like a fall. */
function runView(run: [number, number][], { x, y }: Scales, figures: DashboardFigures): m.Children {
  const { step } = figures;
  const across = ([time]: [number, number]): number => x(time + step / 2);
  const up = ([, n]: [number, number]): number => y(n);
  const over = run.filter(([time]) => !isUnfinished(time, figures));
  const [latest] = run.slice(-1);
  const open = over.length > 0 && over.length < run.length && latest ? [...over.slice(-1), latest] : [];
  return [
    m("path.under", { d: area(across, HEIGHT, up)(run) }),
    m("path.line", { d: run.length > 1 ? line(across, up)(over.length ? over : run) : singleBucketPath(run, across, up) }),
    open.length ? m("path.line.unfinished", { d: line(across, up)(open) }) : null,
  ];
}

/** A bucket without neighbours would be a line of no length. */
function singleBucketPath(run: [number, number][], across: (p: [number, number]) => number, up: (p: [number, number]) => number): string {
  const [point] = run;
  return point ? `M${across(point) - 1},${up(point)}h2` : "";
}

function cursorView({ cursor, dragged, figures }: DashboardCtrl, series: Series, at: number, { x }: Scales): m.Children {
  const moment = series.at[at];
  if (cursor === null || moment === undefined) return null;
  const middle = x(moment + figures.step / 2);
  if (dragged === null) return m("line.cursor", { x1: middle, x2: middle, y1: 0, y2: HEIGHT });
  const [from, to] = [x(Math.min(dragged, cursor)), x(Math.max(dragged, cursor))];
  return m("rect.chosen", { x: from, width: to - from, y: 0, height: HEIGHT });
}

/** In the page's own pixels: the drawing is stretched, and a circle in it would be none. */
function dotView({ figures }: DashboardCtrl, series: Series, at: number, { x, y }: Scales): m.Children {
  const [moment, n] = [series.at[at], series.values[at] ?? null];
  if (moment === undefined || n === null) return null;
  const left = (100 * x(moment + figures.step / 2)) / WIDTH;
  return m("span.dot", { style: { left: `${left}%`, top: `${(100 * y(n)) / HEIGHT}%` } });
}

function plotAttrs(ctrl: DashboardCtrl, series: Series): m.Attributes {
  const timeOf = (event: PointerEvent): number => {
    const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const share = Math.min(Math.max((event.clientX - left) / width, 0), 1);
    return ctrl.figures.begin + share * (ctrl.figures.end - ctrl.figures.begin);
  };
  return {
    tabindex: 0,
    role: "slider",
    "aria-label": series.title,
    "aria-valuemin": 0,
    "aria-valuemax": series.at.length - 1,
    "aria-valuenow": Math.max(nearestBucket(series.at, ctrl.cursor ?? ctrl.figures.end), 0),
    "aria-valuetext": valueText(ctrl, series),
    onpointermove: (event: PointerEvent) => { ctrl.look(timeOf(event)); },
    onpointerdown: (event: PointerEvent) => { if (event.pointerType === "mouse") ctrl.drag(timeOf(event)); ctrl.look(timeOf(event)); },
    onpointerup: (event: PointerEvent) => { ctrl.drop(timeOf(event)); },
    onpointerleave: () => { ctrl.dragged = null; ctrl.look(null); },
    onblur: () => { ctrl.look(null); },
    onkeydown: (event: KeyboardEvent) => { if (handleKey(ctrl, series, event.key)) event.preventDefault(); },
  };
}

/** Arrows look, + and − zoom around what is looked at, 0 goes back to the week. Whether the key means something here. */
function handleKey(ctrl: DashboardCtrl, series: Series, key: string): boolean {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12, Home: -1e6, End: 1e6 };
  const by = steps[key];
  if (by !== undefined) ctrl.step(by, series.at.map((time) => time + ctrl.figures.step / 2));
  else if (key === "+") ctrl.zoom(2);
  else if (key === "-") ctrl.zoom(0.5);
  else if (key === "0") ctrl.show("week");
  else return false;
  return true;
}

function valueText(ctrl: DashboardCtrl, series: Series): string {
  const i = nearestBucket(series.at, (ctrl.cursor ?? ctrl.figures.end) - ctrl.figures.step / 2);
  const moment = series.at[i];
  if (moment === undefined) return "nothing was measured";
  return `${formatValue(series.values[i] ?? null, series.unit)}, ${bucketLabel(moment, ctrl.figures.step)}`;
}

function tableView(series: Series, step: number): m.Children {
  const make = (): m.Children =>
    m("table.figures", [
      m("caption.visually-hidden", series.title),
      m("thead", m("tr", [m("th[scope=col]", "When"), m("th[scope=col]", series.title)])),
      m("tbody", series.at.map((at, i) =>
        m("tr", { key: at }, [m("th[scope=row]", bucketLabel(at, step)), m("td", formatValue(series.values[i] ?? null, series.unit))])).reverse()),
    ]);
  return m(CollapsedTable, { label: `${series.title} as a table`, make });
}

interface CollapsedTableAttrs {
  label: string;
  make: () => m.Children;
}

/** Its table is made when it is opened: nine of 400 rows would cost each redraw. */
const CollapsedTable: m.ClosureComponent<CollapsedTableAttrs> = () => {
  let open = false;
  return {
    view: ({ attrs: { label, make } }) =>
      m("details", { ontoggle: (event: Event) => { open = (event.target as HTMLDetailsElement).open; } }, [
        m("summary", { "aria-label": label }, "Table"),
        open ? m("div.table-scroll[tabindex=0]", { role: "region", "aria-label": label }, make()) : null,
      ]),
  };
};
