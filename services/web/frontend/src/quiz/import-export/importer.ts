import type { Outcome } from "../../api/outcome";
import type { Match, Place, Quiz } from "../../api/types";
import { interpretLines, type NotFoundLine } from "../../game/import/interpret-lines";
import type { ImportLine } from "../../game/import/import-line";
import type { Done, ImportLog, Waiting } from "../../storage/import-progress";
import { type Final, Pump } from "../retry-queue";

/**
 * Between two batches: ten requests a second at most, half of what the server allows to one address. A cached batch is
 * answered in 10 ms.
 */
const PAUSE_MS = 100;

export interface ImporterHooks {
  log: ImportLog;
  ask(names: string[]): Promise<Outcome<Match[]>>;
  has: (id: number) => boolean;
  take(places: Place[]): void;
  /** Runs the action in one tab at a time, where the browser can do that. */
  exclusively(action: () => Promise<void>): Promise<void>;
  later(action: () => void, ms: number): () => void;
  changed(): void;
  ended(): void;
}

export interface Report {
  /** Ids of the places that this import added. */
  added: number[];
  already: number;
  missing: NotFoundLine[];
}

/**
 * Looks up a list in batches, one after the other, through lost connections and reloads. Each batch is written down
 * until it is answered; so is what became of it.
 */
export class Importer {
  /** Lines of the whole list; 0 when there is no import. */
  total = 0;
  trouble: "offline" | "busy" | null = null;
  /** Lines that were given up when the player stopped it. */
  left = 0;
  /** It waits for another tab to end its own import. */
  queued = false;
  private finished: Done[] = [];
  private leave: () => void = () => undefined;
  private readonly pump: Pump<Waiting, Match[]>;

  constructor(
    private readonly quiz: Quiz,
    private readonly hooks: ImporterHooks,
  ) {
    this.pump = new Pump<Waiting, Match[]>({
      ask: ({ lines }) => hooks.ask(lines.map(({ text }) => text)),
      answered: (batch, outcome) => this.answered(batch, outcome),
      stuck: ({ kind }) => {
        this.trouble = kind;
        hooks.changed();
      },
      later: (action, ms) => hooks.later(action, ms),
    });
  }

  /** Lines not answered yet. */
  get waiting(): number {
    return this.pump.waiting.reduce((sum, { lines }) => sum + lines.length, 0);
  }

  /** From the start on, also while another tab has to end its own import first. */
  get running(): boolean {
    return this.queued || this.pump.waiting.length > 0;
  }

  get report(): Report {
    return {
      added: this.finished.flatMap(({ added }) => added),
      already: this.finished.reduce((sum, { already }) => sum + already, 0),
      missing: this.finished.flatMap(({ missing }) => missing),
    };
  }

  start(lines: readonly ImportLine[], now: number): void {
    this.dismiss();
    this.hooks.log.put(lines, now);
    this.total = lines.length;
    this.queued = true;
    this.resume();
  }

  /** Goes on with what an earlier page left, once no other tab is at it. */
  resume(): void {
    void this.hooks.exclusively(() => {
      const batches = this.load();
      const over = new Promise<void>((resolve) => (this.leave = resolve));
      if (batches.length > 0) this.pump.push(...batches);
      else if (this.total > 0) this.end();
      else this.leave();
      this.hooks.changed();
      return over;
    });
  }

  private load(): Waiting[] {
    const { log } = this.hooks;
    const batches = log.waiting();
    this.queued = false;
    this.finished = log.done();
    this.total = lines(batches) + this.finished.reduce((sum, done) => sum + lookedUp(done), 0);
    return batches;
  }

  /** Stops it: what was found stays. */
  stop(): void {
    const batches = this.pump.drop();
    for (const { key } of batches) this.hooks.log.remove(key);
    this.left = lines(batches);
    this.end();
  }

  /** Forgets the report of an import that is over. Another tab's lines stay. */
  dismiss(): void {
    this.pump.drop();
    this.pump.retry(); // nothing is left to wait for
    this.hooks.log.forget();
    this.finished = [];
    this.total = this.left = 0;
    this.trouble = null;
    this.leave();
  }

  /** The player starts over: no list is looked up any longer, in no tab. */
  drop(): void {
    this.hooks.log.clear();
    this.dismiss();
  }

  retry(): void {
    if (this.running) this.pump.retry();
  }

  private async answered(batch: Waiting, outcome: Final<Match[]>): Promise<void> {
    this.trouble = null;
    if (this.hooks.log.waits(batch.key)) this.settle(batch, outcome);
    if (this.running) await this.pause();
    else this.end();
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      this.hooks.later(() => {
        resolve();
      }, PAUSE_MS);
    });
  }

  private settle({ key, lines }: Waiting, outcome: Final<Match[]>): void {
    const { take, ...rest } = outcome.ok
      ? interpretLines(this.quiz, lines, outcome.value, this.hooks.has)
      : { take: [], already: 0, missing: lines.map(({ text }): NotFoundLine => [text, "refused", outcome.trouble.message]) };
    const done = { ...rest, added: take.map(({ id }) => id) };
    // First, so that a crash in between never takes the next homonyms of the same lines.
    this.hooks.log.finish(key, done);
    this.finished.push(done);
    if (take.length > 0) this.hooks.take(take);
    this.hooks.changed();
  }

  private end(): void {
    this.trouble = null;
    this.leave();
    this.hooks.ended();
  }
}

function lines(batches: readonly Waiting[]): number {
  return batches.reduce((sum, batch) => sum + batch.lines.length, 0);
}

function lookedUp({ added, already, missing }: Done): number {
  return added.length + already + missing.length;
}
