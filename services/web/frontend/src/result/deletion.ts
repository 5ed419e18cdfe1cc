import type { Outcome, Trouble } from "../api/outcome";
import type { Own } from "../api/plays";

export interface DeletionDeps {
  remove(own: Own): Promise<Outcome<null>>;
  /** Removes the play and its secret from the browser's storage. */
  forget(id: string): void;
  redraw(): void;
}

/** The play did not exist any more: that counts as deleted. */
const ALREADY_DELETED_CODE = "unknown_play";

/** Deletes a saved play: it asks first, and forgets the secret only after the server has deleted the play. */
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
    if (outcome.ok || isAlreadyDeleted(outcome.trouble)) {
      this.deps.forget(this.own.id);
      this.stage = "gone";
    } else {
      this.stage = "idle";
      this.problem = problemMessage(outcome.trouble);
    }
    this.deps.redraw();
  }
}

function isAlreadyDeleted(trouble: Trouble): boolean {
  return trouble.kind === "refused" && trouble.code === ALREADY_DELETED_CODE;
}

function problemMessage(trouble: Trouble): string {
  if (trouble.kind === "offline") return "Not deleted: the server was not reached. Try again when you are online.";
  if (trouble.kind === "busy") return "Not deleted: the server is busy. Try again in a minute.";
  return `Not deleted. ${trouble.message}`;
}
