import type { Outcome, RequestFailure } from "../api/outcome";
import type { PlayCredentials } from "../api/plays";

export interface DeletionHooks {
  remove(own: PlayCredentials): Promise<Outcome<null>>;
  /** Removes the play and its secret from the browser's storage. */
  forget(id: string): void;
  redraw(): void;
}

/** If the play no longer exists, it counts as deleted. */
const ALREADY_DELETED_CODE = "unknown_play";

/** Deletes a saved play: it asks first, and forgets the secret only after the server has deleted the play. */
export class DeletionCtrl {
  stage: "idle" | "asking" | "waiting" | "gone" = "idle";
  problem: string | null = null;

  constructor(
    readonly own: PlayCredentials,
    private readonly deps: DeletionHooks,
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
    if (outcome.ok || isAlreadyDeleted(outcome.error)) {
      this.deps.forget(this.own.id);
      this.stage = "gone";
    } else {
      this.stage = "idle";
      this.problem = problemMessage(outcome.error);
    }
    this.deps.redraw();
  }
}

function isAlreadyDeleted(error: RequestFailure): boolean {
  return error.kind === "refused" && error.code === ALREADY_DELETED_CODE;
}

function problemMessage(error: RequestFailure): string {
  if (error.kind === "offline") return "Not deleted: the server was not reached. Try again when you are online.";
  if (error.kind === "busy") return "Not deleted: the server is busy. Try again in a minute.";
  return `Not deleted. ${error.message}`;
}
