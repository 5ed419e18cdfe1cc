import type { RequestFailure } from "../../api/outcome";
import type { Place, PlayDetail, Quiz } from "../../api/types";
import type { Answer } from "../../game/answer-line";
import { backoffMs } from "../../game/backoff";
import type { Play } from "../../game/play";
import type { PlayMode } from "../../game/homonym-rule";
import type { QuizDeps } from "../dependencies";

/** A play that was opened by its link. */
export interface SharedPlay {
  detail: PlayDetail;
  /** The shared play's places that count in this quiz, in the order of naming. */
  places: Place[];
  /** How many of these places are already on the player's map. */
  alreadyNamed: number;
}

/** The parts of the quiz page that continuing a shared play needs. */
export interface ContinueHost {
  quiz: Pick<Quiz, "slug">;
  play: Play;
  /** "continue" opens the dialog that asks the player what to do with the shared play. */
  dialog: unknown;
  showAnswer(answer: Answer): void;
  addTogether(places: Place[], mode: PlayMode, answer: Answer): void;
  /** Puts these places on the map instead of the player's own. */
  replacePlay(places: Place[], mode: PlayMode, answer: Answer): void;
}

/** Lets the player continue somebody's shared play: loads it, and asks what to do if the map is not empty. */
export class ContinueCtrl {
  /** The shared play while the dialog asks about it. */
  sharedPlay: SharedPlay | null = null;
  private id: string | null = null;
  private onDone: () => void = () => undefined;
  private failures = 0;
  private cancelRetry: (() => void) | null = null;

  constructor(
    private readonly host: ContinueHost,
    private readonly deps: Pick<QuizDeps, "saving" | "schedule" | "redraw">,
  ) {}

  /** `onDone` is called when nothing is left to do. Until then, a reload of the page should start again. */
  start(id: string, onDone: () => void): void {
    this.id = id;
    this.onDone = onDone;
    this.host.showAnswer({ kind: "fetching" });
    void this.fetch(id);
  }

  retry(): void {
    if (this.id === null || this.cancelRetry === null) return;
    this.cancelRetry();
    this.cancelRetry = null;
    void this.fetch(this.id);
  }

  /** The player chose to add the shared play's places to their own. */
  add(): void {
    if (!this.sharedPlay) return;
    const { places, alreadyNamed, detail } = this.sharedPlay;
    this.host.addTogether(places, detail.mode, { kind: "joined", places: places.length - alreadyNamed, shared: alreadyNamed });
    this.end();
  }

  /** The player chose to replace their own places. */
  replace(): void {
    if (this.sharedPlay) this.replaceBy(this.sharedPlay);
  }

  keepMine(): void {
    this.host.showAnswer({ kind: "restored", places: this.host.play.size });
    this.end();
  }

  private async fetch(id: string): Promise<void> {
    const outcome = await this.deps.saving.api.detail(id);
    if (outcome.ok) this.onFetched(outcome.value);
    else this.onError(outcome.error);
  }

  private onFetched(detail: PlayDetail): void {
    const { play, quiz } = this.host;
    const places = detail.places.filter(({ status }) => status === "counted").map(withoutStatus);
    const alreadyNamed = places.filter(({ id }) => play.has(id)).length;
    const sharedPlay = { detail, places, alreadyNamed };
    if (detail.quiz === quiz.slug && play.size === 0) this.replaceBy(sharedPlay);
    else if (detail.quiz === quiz.slug && alreadyNamed === places.length) this.nothingNew(sharedPlay);
    else {
      this.sharedPlay = sharedPlay;
      this.host.dialog = "continue";
      this.deps.redraw();
    }
  }

  private replaceBy({ places, detail }: SharedPlay): void {
    const missing = detail.places.length - places.length;
    this.host.replacePlay(places, detail.mode, { kind: "continued", places: places.length, missing });
    this.end();
  }

  private nothingNew({ places }: SharedPlay): void {
    this.host.showAnswer({ kind: "joined", places: 0, shared: places.length });
    this.end();
  }

  private onError(error: RequestFailure): void {
    if (error.kind === "refused") {
      this.host.showAnswer({ kind: "not-continued", why: error.code === "unknown_play" ? "unknown" : "refused", message: error.message });
      this.end();
      return;
    }
    this.failures += 1;
    this.host.showAnswer({ kind: "not-continued", why: error.kind, message: "" });
    const requestedSeconds = error.kind === "busy" ? error.retryAfter : null;
    this.cancelRetry = this.deps.schedule(() => {
      this.retry();
    }, backoffMs(this.failures, requestedSeconds));
  }

  private end(): void {
    this.sharedPlay = null;
    this.id = null;
    this.onDone();
  }
}

/** The place without `status` and other fields that only result pages use. */
function withoutStatus({ id, name, region, country, lat, lon, population }: Place): Place {
  return { id, name, region, country, lat, lon, population };
}
