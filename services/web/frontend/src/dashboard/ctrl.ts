import type { ChartData, TimeRange, TopLists } from "../api/dashboard";
import type { Outcome } from "../api/outcome";
import { nearestBucket, type ChartSeries, chartSeriesOf } from "./chart-series";
import { clampToWholeHours, lastDays, type SpanName, spanNameOf, zoomSpan } from "./time-spans";

export interface DashboardApi {
  chartData: (range: TimeRange) => Promise<Outcome<ChartData>>;
  topLists: (range: TimeRange) => Promise<Outcome<TopLists>>;
  redraw: () => void;
}

/** The JSON that the server puts into the page: `now` is the server's time, up to which there are figures. */
export interface DashboardData {
  now: number;
  chart_data: ChartData;
  top_lists: TopLists;
}

/** The state of the charts: the time range that they show, and the bucket under the cursor. */
export class DashboardCtrl {
  series: ChartSeries[];
  chartData: ChartData;
  topLists: TopLists;
  range: TimeRange;
  /** The time that is selected by pointer or keyboard. It is the same on all charts. */
  cursor: number | null = null;
  /** The time at which a drag over a chart began. */
  dragStart: number | null = null;
  error = "";
  busy = false;
  private lastRequest = 0;

  constructor(
    readonly data: DashboardData,
    private readonly api: DashboardApi,
  ) {
    this.chartData = data.chart_data;
    this.topLists = data.top_lists;
    this.range = { begin: data.chart_data.begin, end: data.chart_data.end };
    this.series = chartSeriesOf(data.chart_data);
  }

  get span(): SpanName | null {
    return spanNameOf(this.range, this.data.now);
  }

  showSpan(span: SpanName): void {
    void this.load(lastDays(span, this.data.now));
  }

  /** Zooms around the cursor, or around the newest bucket if there is none. Factor 2 shows half the time range. */
  zoom(factor: number): void {
    void this.load(zoomSpan(this.range, factor, this.cursor ?? this.range.end, this.data.now));
  }

  setCursor(time: number | null): void {
    this.cursor = time;
  }

  /** Moves the cursor by a number of buckets. */
  moveCursor(steps: number, bucketTimes: readonly number[]): void {
    const current = this.cursor === null ? (steps > 0 ? -1 : bucketTimes.length) : nearestBucket(bucketTimes, this.cursor);
    const next = bucketTimes[Math.min(Math.max(current + steps, 0), bucketTimes.length - 1)];
    if (next !== undefined) this.cursor = next;
  }

  startDrag(time: number): void {
    this.dragStart = time;
  }

  /** Zooms into the time that was dragged over. A drag shorter than one bucket counts as a click, and is ignored. */
  endDrag(time: number): void {
    const from = this.dragStart;
    this.dragStart = null;
    if (from === null || Math.abs(time - from) < this.chartData.step) return;
    void this.load(clampToWholeHours({ begin: Math.min(from, time), end: Math.max(from, time) }, this.data.now));
  }

  /** The old figures stay until the new ones arrive. Answers to earlier requests are ignored. */
  private async load(range: TimeRange): Promise<void> {
    const request = (this.lastRequest += 1);
    this.range = range;
    this.busy = true;
    this.error = "";
    const topLists = this.api.topLists(range); // requested first: for a year it takes longer than the figures
    await Promise.all([
      this.receive(request, this.api.chartData(range), (chartData) => { this.setChartData(chartData); }),
      this.receive(request, topLists, (lists) => { this.topLists = lists; }),
    ]);
    if (request !== this.lastRequest) return;
    this.busy = false; // only after both answers, because until then charts and lists show different time ranges
    this.api.redraw();
  }

  private async receive<T>(request: number, answer: Promise<Outcome<T>>, use: (value: T) => void): Promise<void> {
    const outcome = await answer;
    if (request !== this.lastRequest) return;
    if (outcome.ok) use(outcome.value);
    else this.error = errorMessageOf(outcome);
    this.api.redraw();
  }

  private setChartData(chartData: ChartData): void {
    this.chartData = chartData;
    this.series = chartSeriesOf(chartData);
    if (this.cursor !== null && (this.cursor < chartData.begin || this.cursor >= chartData.end)) this.cursor = null;
  }
}

function errorMessageOf(outcome: Outcome<unknown>): string {
  if (outcome.ok) return "";
  if (outcome.error.kind === "refused") return outcome.error.message;
  return "The figures could not be loaded. Choose a time span to try again.";
}
