import type { Quiz } from "../../api/types";
import type { Play } from "../../game/play";
import type { SaveError } from "../../game/save-recovery";
import { type Saving, SavingState } from "../../storage/save-state";
import type { Session } from "../../storage/play-session";
import type { Deps } from "../dependencies";
import type { Shot } from "../saving/save-requests";
import { Saver } from "../saving/auto-save";

/** The state of the dialog that saves the play and shares its link. */
export class ShareCtrl {
  readonly saver: Saver;
  /** "asking": whether the saved play shall really be deleted. */
  deletion: "asking" | "running" | null = null;
  /** Why it was not deleted. */
  undeleted: SaveError | null = null;
  /** Whether the link went into the clipboard; "by-hand" where the browser does not let us. */
  copied: "yes" | "by-hand" | null = null;
  private readonly state: SavingState;

  constructor(
    quiz: Quiz,
    private readonly play: Play,
    private readonly session: Session,
    private readonly deps: Deps,
  ) {
    this.state = new SavingState(deps.store, deps.saving.plays, quiz.title);
    this.saver = new Saver({
      ...deps.saving,
      quiz,
      state: this.state,
      shot: () => this.shot(),
      size: () => play.size,
      now: () => deps.now(),
      later: (action, ms) => deps.later(action, ms),
      changed: () => {
        deps.redraw();
      },
    });
    play.listen(() => {
      this.saver.touch();
    });
  }

  get saving(): Saving | null {
    return this.saver.saving;
  }

  get now(): number {
    return this.deps.now();
  }

  /** The dialog is opened: whoever takes the link now should share all that is on the map. */
  open(): void {
    this.deletion = this.undeleted = this.copied = null;
    if (this.saver.hitch?.kind !== "stale") this.saver.retry();
  }

  close(): void {
    this.saver.seen();
  }

  ask(): void {
    this.deletion = "asking";
    this.undeleted = null;
  }

  keep(): void {
    this.deletion = null;
  }

  async remove(): Promise<void> {
    if (this.deletion === "running") return;
    this.deletion = "running";
    this.undeleted = await this.saver.remove();
    this.deletion = this.undeleted ? "asking" : null;
    this.deps.redraw();
  }

  /** The places go, or others take their place: what was saved stays, and has the last of them too. */
  leaveBehind(): void {
    void this.saver.lastWord();
    this.saver.leaveBehind();
  }

  otherTab(key: string | null): void {
    if (this.state.isAt(key)) this.deps.redraw();
  }

  private shot(): Shot {
    // Two tabs hold the same places in two orders until a reload; their times say which it is.
    const named = this.play.all().sort((a, b) => a.at - b.at || a.id - b.id);
    const [first, last] = [named[0]?.at ?? 0, named.at(-1)?.at ?? 0];
    // Many places taken at once are some ms apart, the last of them ahead of the clock.
    const ended = Math.min(last, Math.max(first, this.deps.now()));
    const started = Math.min(this.session.started ?? first, first, ended);
    return { ids: named.map(({ id }) => id), started, ended, mode: this.session.mode };
  }
}
