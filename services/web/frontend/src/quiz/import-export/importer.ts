import type { Outcome } from "../../api/outcome";
import type { Match, Place, Quiz } from "../../api/types";
import { applyMatches, type NotFoundLine } from "../../game/import/apply-matches";
import type { ImportLine } from "../../game/import/import-line";
import type { BatchResult, ImportProgress, PendingBatch } from "../../storage/import-progress";
import type { Schedule, TabLock } from "../dependencies";
import { type FinalOutcome, RetryQueue } from "../retry-queue";

/**
 * Pause between two batches: at most ten requests a second, which is half of what the server allows one address. A
 * cached batch is answered in 10 ms.
 */
const BATCH_PAUSE_MS = 100;

export interface ImporterHooks {
  progress: ImportProgress;
  fetchMatches(names: string[]): Promise<Outcome<Match[]>>;
  isNamed: (id: number) => boolean;
  addPlaces(places: Place[]): void;
  withTabLock: TabLock;
  schedule: Schedule;
  onChange(): void;
  onEnd(): void;
}

export interface ImportReport {
  /** Ids of the places that this import added. */
  added: number[];
  already: number;
  missing: NotFoundLine[];
}

/**
 * Looks up a list in batches, one after the other. Each batch is stored until it is answered, and its result
 * afterwards, so that the import survives lost connections and reloads.
 */
export class Importer {
  /** Lines of the whole list; 0 when there is no import. */
  total = 0;
  /** Why the import does not advance at the moment. */
  delayReason: "offline" | "busy" | null = null;
  /** Lines that were not looked up because the player stopped the import. */
  remaining = 0;
  /** Whether the import waits for another tab's import to end. */
  waitingForOtherTab = false;
  private results: BatchResult[] = [];
  private releaseLock: () => void = () => undefined;
  private readonly queue: RetryQueue<PendingBatch, Match[]>;

  constructor(
    private readonly quiz: Quiz,
    private readonly hooks: ImporterHooks,
  ) {
    this.queue = new RetryQueue<PendingBatch, Match[]>({
      send: ({ lines }) => hooks.fetchMatches(lines.map(({ text }) => text)),
      onAnswer: (batch, outcome) => this.onAnswer(batch, outcome),
      onDelay: ({ kind }) => {
        this.delayReason = kind;
        hooks.onChange();
      },
      schedule: hooks.schedule,
    });
  }

  /** Lines not looked up yet: all of them, until this tab may look them up. */
  get pendingLines(): number {
    return this.waitingForOtherTab ? this.total : countLines(this.queue.pending);
  }

  /** True as soon as the import is started, even while it waits for another tab's import to end. */
  get running(): boolean {
    return this.waitingForOtherTab || this.queue.pending.length > 0;
  }

  get report(): ImportReport {
    return {
      added: this.results.flatMap(({ added }) => added),
      already: this.results.reduce((sum, { already }) => sum + already, 0),
      missing: this.results.flatMap(({ missing }) => missing),
    };
  }

  start(lines: readonly ImportLine[], now: number): void {
    this.dismiss();
    this.hooks.progress.addLines(lines, now);
    this.total = lines.length;
    this.waitingForOtherTab = true;
    this.resume();
  }

  /** Continues an import that an earlier page began, once no other tab is importing. */
  resume(): void {
    void this.hooks.withTabLock(() => {
      const batches = this.load();
      const lockReleased = new Promise<void>((resolve) => (this.releaseLock = resolve));
      if (batches.length > 0) this.queue.push(...batches);
      else if (this.total > 0) this.end();
      else this.releaseLock();
      this.hooks.onChange();
      return lockReleased;
    });
  }

  private load(): PendingBatch[] {
    const { progress } = this.hooks;
    const batches = progress.pendingBatches();
    this.waitingForOtherTab = false;
    this.results = progress.results();
    this.total = countLines(batches) + this.results.reduce((sum, result) => sum + countLookedUp(result), 0);
    return batches;
  }

  /** Stops the import; places that were found stay. */
  stop(): void {
    const batches = this.queue.clear();
    for (const { key } of batches) this.hooks.progress.remove(key);
    this.remaining = countLines(batches);
    this.end();
  }

  /** Removes the report of a finished import. Another tab's pending lines stay. */
  dismiss(): void {
    this.queue.clear();
    this.queue.retry(); // cancels the timer: the queue is empty
    this.hooks.progress.removeResults();
    this.results = [];
    this.total = this.remaining = 0;
    this.delayReason = null;
    this.releaseLock();
  }

  /** Ends the import in every tab, because the player starts over. */
  clear(): void {
    this.hooks.progress.clear();
    this.dismiss();
  }

  retry(): void {
    if (this.running) this.queue.retry();
  }

  private async onAnswer(batch: PendingBatch, outcome: FinalOutcome<Match[]>): Promise<void> {
    this.delayReason = null;
    if (this.hooks.progress.isPending(batch.key)) this.settle(batch, outcome);
    if (this.running) await this.pause();
    else this.end();
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      this.hooks.schedule(() => {
        resolve();
      }, BATCH_PAUSE_MS);
    });
  }

  private settle({ key, lines }: PendingBatch, outcome: FinalOutcome<Match[]>): void {
    const { take, ...counts } = outcome.ok
      ? applyMatches(this.quiz, lines, outcome.value, this.hooks.isNamed)
      : { take: [], already: 0, missing: lines.map(({ text }): NotFoundLine => [text, "refused", outcome.error.message]) };
    const result = { ...counts, added: take.map(({ id }) => id) };
    // Stored before the places are added: after a crash in between, the same lines must not add the next homonyms.
    this.hooks.progress.finish(key, result);
    this.results.push(result);
    if (take.length > 0) this.hooks.addPlaces(take);
    this.hooks.onChange();
  }

  private end(): void {
    this.delayReason = null;
    this.releaseLock();
    this.hooks.onEnd();
  }
}

function countLines(batches: readonly PendingBatch[]): number {
  return batches.reduce((sum, batch) => sum + batch.lines.length, 0);
}

function countLookedUp({ added, already, missing }: BatchResult): number {
  return added.length + already + missing.length;
}
