import type { Quiz } from "../../api/types";
import type { Play } from "../../game/play";
import type { SaveError } from "../../game/save-recovery";
import type { PlayMetadata } from "../../storage/play-metadata";
import { type SaveState, SaveStateStore } from "../../storage/save-state";
import type { QuizDeps } from "../dependencies";
import { AutoSave } from "../saving/auto-save";
import type { Snapshot } from "../saving/save-requests";

/** The state of the dialog that saves the play and shares its link. */
export class ShareCtrl {
  readonly autoSave: AutoSave;
  /** "asking": the player is asked to confirm the deletion of the saved play. */
  deletion: "asking" | "running" | null = null;
  /** Why the last deletion failed. */
  deletionError: SaveError | null = null;
  /** Whether the link was copied; "by-hand": the browser does not allow it, and the player has to copy it. */
  copied: "yes" | "by-hand" | null = null;
  private readonly state: SaveStateStore;

  constructor(
    quiz: Quiz,
    private readonly play: Play,
    private readonly metadata: PlayMetadata,
    private readonly deps: QuizDeps,
  ) {
    this.state = new SaveStateStore(deps.store, deps.saving.plays, quiz.title);
    this.autoSave = new AutoSave({
      ...deps.saving,
      quiz,
      state: this.state,
      snapshot: () => this.snapshot(),
      size: () => play.size,
      now: () => deps.now(),
      schedule: deps.schedule,
      onChange: () => {
        deps.redraw();
      },
    });
    play.listen(() => {
      this.autoSave.touch();
    });
  }

  get saveState(): SaveState | null {
    return this.autoSave.saveState;
  }

  get now(): number {
    return this.deps.now();
  }

  /** Called when the dialog opens. Saves, so that the link shows everything that is on the map. */
  open(): void {
    this.deletion = this.deletionError = this.copied = null;
    if (this.autoSave.error?.kind !== "stale") this.autoSave.retry();
  }

  close(): void {
    this.autoSave.dismissNotice();
  }

  askToDelete(): void {
    this.deletion = "asking";
    this.deletionError = null;
  }

  cancelDeletion(): void {
    this.deletion = null;
  }

  async remove(): Promise<void> {
    if (this.deletion === "running") return;
    this.deletion = "running";
    this.deletionError = await this.autoSave.remove();
    this.deletion = this.deletionError ? "asking" : null;
    this.deps.redraw();
  }

  /** Called before the play is cleared or replaced. Saves the last changes; after that the saved play does not change. */
  detach(): void {
    void this.autoSave.flushOnUnload();
    this.autoSave.detach();
  }

  onOtherTabWrite(key: string | null): void {
    if (this.state.isStoredAt(key)) this.deps.redraw();
  }

  private snapshot(): Snapshot {
    // Until a reload, two tabs can have the same places in different orders. The times say which order is right.
    const named = this.play.all().sort((a, b) => a.at - b.at || a.id - b.id);
    const [first, last] = [named[0]?.at ?? 0, named.at(-1)?.at ?? 0];
    // Places that were added together are some ms apart, so the last of them may be ahead of the clock.
    const ended = Math.min(last, Math.max(first, this.deps.now()));
    const started = Math.min(this.metadata.started ?? first, first, ended);
    return { ids: named.map(({ id }) => id), started, ended, mode: this.metadata.mode };
  }
}
