import type { Trouble } from "../../api/outcome";
import type { Place, PlayDetail, Quiz } from "../../api/types";
import type { Answer } from "../../game/answer";
import { backoffMs } from "../../game/backoff";
import type { Play } from "../../game/play";
import type { PlayMode } from "../../game/homonym-rule";
import type { Deps } from "../dependencies";

/** A play behind a link, and what of it could come onto this map. */
export interface Offer {
  detail: PlayDetail;
  /** Those that count in this quiz, in the order of naming. */
  places: Place[];
  /** How many of them are on the map already. */
  shared: number;
}

/** What it needs of the quiz page. */
export interface Host {
  quiz: Pick<Quiz, "slug">;
  play: Play;
  /** "continue" asks the player what to do with the offer. */
  dialog: unknown;
  say(answer: Answer): void;
  takeMany(places: Place[], mode: PlayMode, answer: Answer): void;
  /** In the place of what is on the map; what was saved of that stays at its link. */
  startFrom(places: Place[], mode: PlayMode, answer: Answer): void;
}

/** Continues somebody's saved play as one's own: fetches it, and asks where the map is not empty. */
export class ContinueCtrl {
  offer: Offer | null = null;
  private id: string | null = null;
  private over: () => void = () => undefined;
  private failures = 0;
  private cancel: (() => void) | null = null;

  constructor(
    private readonly host: Host,
    private readonly deps: Pick<Deps, "saving" | "later" | "redraw">,
  ) {}

  /** `over` is called once there is nothing left to try: until then a reload should begin again. */
  start(id: string, over: () => void): void {
    this.id = id;
    this.over = over;
    this.host.say({ kind: "fetching" });
    void this.fetch(id);
  }

  retry(): void {
    if (this.id === null || this.cancel === null) return;
    this.cancel();
    this.cancel = null;
    void this.fetch(this.id);
  }

  add(): void {
    if (!this.offer) return;
    const { places, shared, detail } = this.offer;
    this.host.takeMany(places, detail.mode, { kind: "joined", places: places.length - shared, shared });
    this.end();
  }

  replace(): void {
    if (this.offer) this.startFrom(this.offer);
  }

  keepMine(): void {
    this.host.say({ kind: "restored", places: this.host.play.size });
    this.end();
  }

  private async fetch(id: string): Promise<void> {
    const outcome = await this.deps.saving.api.detail(id);
    if (outcome.ok) this.found(outcome.value);
    else this.failed(outcome.trouble);
  }

  private found(detail: PlayDetail): void {
    const { play, quiz } = this.host;
    const places = detail.places.filter(({ status }) => status === "counted").map(bare);
    const shared = places.filter(({ id }) => play.has(id)).length;
    const offer = { detail, places, shared };
    if (detail.quiz === quiz.slug && play.size === 0) this.startFrom(offer);
    else if (detail.quiz === quiz.slug && shared === places.length) this.nothingNew(offer);
    else {
      this.offer = offer;
      this.host.dialog = "continue";
      this.deps.redraw();
    }
  }

  private startFrom({ places, detail }: Offer): void {
    const missing = detail.places.length - places.length;
    this.host.startFrom(places, detail.mode, { kind: "continued", places: places.length, missing });
    this.end();
  }

  private nothingNew({ places }: Offer): void {
    this.host.say({ kind: "joined", places: 0, shared: places.length });
    this.end();
  }

  private failed(trouble: Trouble): void {
    if (trouble.kind === "refused") {
      this.host.say({ kind: "not-continued", why: trouble.code === "unknown_play" ? "unknown" : "refused", message: trouble.message });
      this.end();
      return;
    }
    this.failures += 1;
    this.host.say({ kind: "not-continued", why: trouble.kind, message: "" });
    const asked = trouble.kind === "busy" ? trouble.retryAfter : null;
    this.cancel = this.deps.later(() => {
      this.retry();
    }, backoffMs(this.failures, asked));
  }

  private end(): void {
    this.offer = null;
    this.id = null;
    this.over();
  }
}

/** Without what only a result shows. */
function bare({ id, name, region, country, lat, lon, population }: Place): Place {
  return { id, name, region, country, lat, lon, population };
}
