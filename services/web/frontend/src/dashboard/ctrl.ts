import type { TimeRange, DashboardFigures, TopLists } from "../api/dashboard";
import type { Outcome } from "../api/outcome";
import { lastDays, spanNameOf, type SpanName, clampToWholeHours, zoomSpan } from "./time-spans";
import { nearestBucket, type Series, seriesOf } from "./series";

export interface DashboardApi {
  figures: (edges: TimeRange) => Promise<Outcome<DashboardFigures>>;
  tops: (edges: TimeRange) => Promise<Outcome<TopLists>>;
  redraw: () => void;
}

/** What the page is given at boot: `now` is the server's clock, which the figures go by. */
export interface DashboardData {
  now: number;
  figures: DashboardFigures;
  tops: TopLists;
}

/** The charts: which time they show, and which of its buckets is looked at. */
export class DashboardCtrl {
  series: Series[];
  figures: DashboardFigures;
  tops: TopLists;
  edges: TimeRange;
  /** The time under the pointer or the keys, on all charts at once; null when none is looked at. */
  cursor: number | null = null;
  /** Where a drag over a chart began. */
  dragged: number | null = null;
  error = "";
  busy = false;
  private asked = 0;

  constructor(
    readonly boot: DashboardData,
    private readonly deps: DashboardApi,
  ) {
    this.figures = boot.figures;
    this.tops = boot.tops;
    this.edges = { begin: boot.figures.begin, end: boot.figures.end };
    this.series = seriesOf(boot.figures);
  }

  get span(): SpanName | null {
    return spanNameOf(this.edges, this.boot.now);
  }

  show(span: SpanName): void {
    void this.go(lastDays(span, this.boot.now));
  }

  /** Twice as close, or half: around what is looked at, else around the newest. */
  zoom(factor: number): void {
    void this.go(zoomSpan(this.edges, factor, this.cursor ?? this.edges.end, this.boot.now));
  }

  look(time: number | null): void {
    this.cursor = time;
  }

  /** To the next bucket or the one before, by key. */
  step(by: number, at: readonly number[]): void {
    const now = this.cursor === null ? (by > 0 ? -1 : at.length) : nearestBucket(at, this.cursor);
    const next = at[Math.min(Math.max(now + by, 0), at.length - 1)];
    if (next !== undefined) this.cursor = next;
  }

  drag(time: number): void {
    this.dragged = time;
  }

  /** The end of a drag: what lies between becomes the span, unless it was a click. */
  drop(time: number): void {
    const from = this.dragged;
    this.dragged = null;
    if (from === null || Math.abs(time - from) < this.figures.step) return;
    void this.go(clampToWholeHours({ begin: Math.min(from, time), end: Math.max(from, time) }, this.boot.now));
  }

  /** What is shown stays until the new is there; of two answers the one asked for last counts. */
  private async go(edges: TimeRange): Promise<void> {
    const turn = (this.asked += 1);
    this.edges = edges;
    this.busy = true;
    this.error = "";
    const tops = this.deps.tops(edges); // on its way already: of a year it takes longer than the figures
    await Promise.all([this.arrive(turn, this.deps.figures(edges), (figures) => { this.take(figures); }),
      this.arrive(turn, tops, (found) => { this.tops = found; })]);
    if (turn !== this.asked) return;
    this.busy = false; // not before both are here: until then something on the page is of another span
    this.deps.redraw();
  }

  private async arrive<T>(turn: number, asked: Promise<Outcome<T>>, take: (value: T) => void): Promise<void> {
    const outcome = await asked;
    if (turn !== this.asked) return;
    if (outcome.ok) take(outcome.value);
    else this.error = errorMessageOf(outcome);
    this.deps.redraw();
  }

  private take(figures: DashboardFigures): void {
    this.figures = figures;
    this.series = seriesOf(figures);
    if (this.cursor !== null && (this.cursor < figures.begin || this.cursor >= figures.end)) this.cursor = null;
  }
}

function errorMessageOf(outcome: Outcome<unknown>): string {
  if (outcome.ok) return "";
  if (outcome.error.kind === "refused") return outcome.error.message;
  return "The figures did not come. Choose the span again to ask once more.";
}
