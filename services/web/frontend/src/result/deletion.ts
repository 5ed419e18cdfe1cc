import type { Outcome, Trouble } from "../api/outcome";
import type { Own } from "../api/plays";

export interface DeletionDeps {
  remove(own: Own): Promise<Outcome<null>>;
  /** The browser need not know any more that the play was its own. */
  forget(id: string): void;
  redraw(): void;
}

/** The play that was to be deleted was not there any more: as good as deleted. */
const GONE = "unknown_play";

/** Deleting a saved play: it asks first, and forgets the secret only once the server has deleted. */
export class Deletion {
  stage: "idle" | "asking" | "waiting" | "gone" = "idle";
  problem: string | null = null;

  constructor(
    readonly own: Own,
    private readonly deps: DeletionDeps,
  ) {}

  ask(): void {
    this.stage = "asking";
    this.problem = null;
  }

  cancel(): void {
    this.stage = "idle";
    this.deps.redraw();
  }

  async confirm(): Promise<void> {
    this.stage = "waiting";
    const outcome = await this.deps.remove(this.own);
    if (outcome.ok || isGone(outcome.trouble)) {
      this.deps.forget(this.own.id);
      this.stage = "gone";
    } else {
      this.stage = "idle";
      this.problem = wordsFor(outcome.trouble);
    }
    this.deps.redraw();
  }
}

function isGone(trouble: Trouble): boolean {
  return trouble.kind === "refused" && trouble.code === GONE;
}

function wordsFor(trouble: Trouble): string {
  if (trouble.kind === "offline") return "Not deleted: the server was not reached. Try again when you are online.";
  if (trouble.kind === "busy") return "Not deleted: the server is busy. Try again in a minute.";
  return `Not deleted. ${trouble.message}`;
}
