import type { DashboardFigures, TimeRange, TopLists } from "../api/dashboard";
import type { Outcome } from "../api/outcome";
import { nearestBucket, type ChartSeries, chartSeriesOf } from "./chart-series";
import { clampToWholeHours, lastDays, type SpanName, spanNameOf, zoomSpan } from "./time-spans";

export interface DashboardApi {
  figures: (range: TimeRange) => Promise<Outcome<DashboardFigures>>;
  topLists: (range: TimeRange) => Promise<Outcome<TopLists>>;
  redraw: () => void;
}

/** The JSON that the server puts into the page: `now` is the server's time, up to which there are figures. */
export interface DashboardData {
  now: number;
  figures: DashboardFigures;
  tops: TopLists;
}

/** The state of the charts: the time range that they show, and the bucket under the cursor. */
export class DashboardCtrl {
  series: ChartSeries[];
  figures: DashboardFigures;
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
    this.figures = data.figures;
    this.topLists = data.tops;
    this.range = { begin: data.figures.begin, end: data.figures.end };
    this.series = chartSeriesOf(data.figures);
  }

  get span(): SpanName | null {
    return spanNameOf(this.range, this.data.now);
  }

  showSpan(span: SpanName): void {
    void this.load(lastDays(span, this.data.now));
  }

  /** Zooms by a factor: 2 shows half the time range. The cursor stays in place; without a cursor, the newest bucket does. */
  zoom(factor: number): void {
    void this.load(zoomSpan(this.range, factor, this.cursor ?? this.range.end, this.data.now));
  }

  setCursor(time: number | null): void {
    this.cursor = time;
  }

  /** Moves the cursor by a number of buckets; `at` are the times of the buckets. */
  moveCursor(by: number, at: readonly number[]): void {
    const current = this.cursor === null ? (by > 0 ? -1 : at.length) : nearestBucket(at, this.cursor);
    const next = at[Math.min(Math.max(current + by, 0), at.length - 1)];
    if (next !== undefined) this.cursor = next;
  }

  startDrag(time: number): void {
    this.dragStart = time;
  }

  /** Zooms into the time that was dragged over. A shorter drag was a click, and does nothing. */
  endDrag(time: number): void {
    const from = this.dragStart;
    this.dragStart = null;
    if (from === null || Math.abs(time - from) < this.figures.step) return;
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
      this.receive(request, this.api.figures(range), (figures) => { this.setFigures(figures); }),
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

  private setFigures(figures: DashboardFigures): void {
    this.figures = figures;
    this.series = chartSeriesOf(figures);
    if (this.cursor !== null && (this.cursor < figures.begin || this.cursor >= figures.end)) this.cursor = null;
  }
}

function errorMessageOf(outcome: Outcome<unknown>): string {
  if (outcome.ok) return "";
  if (outcome.error.kind === "refused") return outcome.error.message;
  return "The figures could not be loaded. Choose a time span to try again.";
}
