import { area, line } from "d3-shape";
import m from "mithril";
import type { ChartData } from "../api/dashboard";
import { chartTable } from "./chart-table";
import type { DashboardCtrl } from "./ctrl";
import { bucketLabel, formatValue, tickLabel } from "./formatting";
import { CHART_HEIGHT, type ChartScales, scalesOf, CHART_WIDTH } from "./chart-scales";
import { isUnfinished, measuredSegments, nearestBucket, type ChartSeries } from "./chart-series";
import { timeTicks } from "./axis-ticks";

type Point = [time: number, value: number];

/** One chart: title, summary value, a line chart whose y axis starts at 0, and the same values as a table. */
export function chartView(ctrl: DashboardCtrl, series: ChartSeries): m.Children {
  const { step } = ctrl.chartData;
  const bucket = ctrl.cursor === null ? -1 : nearestBucket(series.at, ctrl.cursor - step / 2);
  return m("figure.chart", { key: series.id, "data-chart": series.id }, [
    m("figcaption", [m("h3", series.title), captionNumber(series, bucket, step)]),
    series.at.length === 0 ? m("p.chart-empty", "Nothing was measured.") : plotView(ctrl, series, bucket),
    chartTable(series, step),
  ]);
}

/** The value at the cursor; without a cursor, the one number for the whole time range. */
function captionNumber(series: ChartSeries, bucket: number, step: number): m.Children {
  const time = series.at[bucket];
  if (time === undefined) return m("p", [m("b", formatValue(series.summary, series.unit)), ` ${series.summaryLabel}`]);
  return m("p.at-cursor", [m("b", formatValue(series.values[bucket] ?? null, series.unit)), ` ${bucketLabel(time, step)}`]);
}

function plotView(ctrl: DashboardCtrl, series: ChartSeries, bucket: number): m.Children {
  const { chartData } = ctrl;
  const scales = scalesOf(series, chartData);
  const top = scales.y.domain()[1] ?? 0;
  return m("div.plot", plotAttrs(ctrl, series), [
    m("svg", { viewBox: `0 0 ${CHART_WIDTH} ${CHART_HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" }, [
      [0, 0.5, 1].map((share) =>
        m("line.grid-line", { key: share, class: share === 1 ? "base" : "", x1: 0, x2: CHART_WIDTH, y1: CHART_HEIGHT * share, y2: CHART_HEIGHT * share })),
      measuredSegments(series, chartData.step).map((segment) => segmentView(segment, scales, chartData)),
      cursorView(ctrl, series, bucket, scales),
    ]),
    m("span.scale-top", formatValue(top, series.unit)),
    m("ul.ticks", { "aria-hidden": "true" }, timeTicks(chartData).map((time) =>
      m("li", { key: time, style: { left: `${(100 * scales.x(time)) / CHART_WIDTH}%` } }, tickLabel(time, chartData.end - chartData.begin)))),
    cursorDot(ctrl, series, bucket, scales),
  ]);
}

/** The line to an unfinished bucket is dashed: if only three hours of a day are over, its sum would look like a fall. */
function segmentView(segment: Point[], { x, y }: ChartScales, chartData: ChartData): m.Children {
  const xOf = ([time]: Point): number => x(time + chartData.step / 2);
  const yOf = ([, value]: Point): number => y(value);
  const finished = segment.filter(([time]) => !isUnfinished(time, chartData));
  const [latest] = segment.slice(-1);
  const dashed = finished.length > 0 && finished.length < segment.length && latest ? [...finished.slice(-1), latest] : [];
  return [
    m("path.area", { d: area(xOf, CHART_HEIGHT, yOf)(segment) }),
    m("path.line", { d: segment.length > 1 ? line(xOf, yOf)(finished.length ? finished : segment) : singleBucketPath(segment, xOf, yOf) }),
    dashed.length ? m("path.line.unfinished", { d: line(xOf, yOf)(dashed) }) : null,
  ];
}

/** A short horizontal line: a line through one point would be invisible. */
function singleBucketPath(segment: Point[], xOf: (point: Point) => number, yOf: (point: Point) => number): string {
  const [point] = segment;
  return point ? `M${xOf(point) - 1},${yOf(point)}h2` : "";
}

function cursorView({ cursor, dragStart, chartData }: DashboardCtrl, series: ChartSeries, bucket: number, { x }: ChartScales): m.Children {
  const time = series.at[bucket];
  if (cursor === null || time === undefined) return null;
  const middle = x(time + chartData.step / 2);
  if (dragStart === null) return m("line.cursor", { x1: middle, x2: middle, y1: 0, y2: CHART_HEIGHT });
  const [from, to] = [x(Math.min(dragStart, cursor)), x(Math.max(dragStart, cursor))];
  return m("rect.drag-range", { x: from, width: to - from, y: 0, height: CHART_HEIGHT });
}

/** An HTML element, because the SVG is stretched: a circle in it would become an ellipse. */
function cursorDot({ chartData }: DashboardCtrl, series: ChartSeries, bucket: number, { x, y }: ChartScales): m.Children {
  const [time, value] = [series.at[bucket], series.values[bucket] ?? null];
  if (time === undefined || value === null) return null;
  const left = (100 * x(time + chartData.step / 2)) / CHART_WIDTH;
  return m("span.dot", { style: { left: `${left}%`, top: `${(100 * y(value)) / CHART_HEIGHT}%` } });
}

function plotAttrs(ctrl: DashboardCtrl, series: ChartSeries): m.Attributes {
  const timeAt = (event: PointerEvent): number => {
    const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const share = Math.min(Math.max((event.clientX - left) / width, 0), 1);
    return ctrl.chartData.begin + share * (ctrl.chartData.end - ctrl.chartData.begin);
  };
  return {
    tabindex: 0,
    role: "slider",
    "aria-label": series.title,
    "aria-valuemin": 0,
    "aria-valuemax": series.at.length - 1,
    "aria-valuenow": Math.max(nearestBucket(series.at, ctrl.cursor ?? ctrl.chartData.end), 0),
    "aria-valuetext": ariaValueText(ctrl, series),
    onpointermove: (event: PointerEvent) => { ctrl.setCursor(timeAt(event)); },
    onpointerdown: (event: PointerEvent) => { if (event.pointerType === "mouse") ctrl.startDrag(timeAt(event)); ctrl.setCursor(timeAt(event)); },
    onpointerup: (event: PointerEvent) => { ctrl.endDrag(timeAt(event)); },
    onpointerleave: () => { ctrl.dragStart = null; ctrl.setCursor(null); },
    onblur: () => { ctrl.setCursor(null); },
    onkeydown: (event: KeyboardEvent) => { if (handleKey(ctrl, series, event.key)) event.preventDefault(); },
  };
}

const CURSOR_STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12, Home: -1e6, End: 1e6 };

/** Arrows move the cursor, + and − zoom around it, 0 shows the last week. True if the key did something. */
function handleKey(ctrl: DashboardCtrl, series: ChartSeries, key: string): boolean {
  const steps = CURSOR_STEPS[key];
  if (steps !== undefined) ctrl.moveCursor(steps, series.at.map((time) => time + ctrl.chartData.step / 2));
  else if (key === "+") ctrl.zoom(2);
  else if (key === "-") ctrl.zoom(0.5);
  else if (key === "0") ctrl.showSpan("week");
  else return false;
  return true;
}

function ariaValueText(ctrl: DashboardCtrl, series: ChartSeries): string {
  const bucket = nearestBucket(series.at, (ctrl.cursor ?? ctrl.chartData.end) - ctrl.chartData.step / 2);
  const time = series.at[bucket];
  if (time === undefined) return "nothing was measured";
  return `${formatValue(series.values[bucket] ?? null, series.unit)}, ${bucketLabel(time, ctrl.chartData.step)}`;
}
