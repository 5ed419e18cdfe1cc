import type { Asked } from "../api/guess-url";
import type { Outcome } from "../api/outcome";
import type { PlaysApi } from "../api/plays";
import type { Match, Sections } from "../api/types";
import type { SavedPlays } from "../storage/saved-plays";
import type { Store } from "../storage/namespaced-store";

/** What saving a play needs besides. */
export interface SavingDeps {
  api: PlaysApi;
  plays: SavedPlays;
  /** Text that nobody can guess. */
  newKey(): string;
  /** Runs the action in one tab at a time, where the browser can do that. */
  exclusively(action: () => Promise<void>): Promise<void>;
}

/** What importing a list needs besides. */
export interface ListsDeps {
  matches(quiz: Asked, names: string[]): Promise<Outcome<Match[]>>;
  /** Runs the action in one tab at a time, where the browser can do that. */
  exclusively(action: () => Promise<void>): Promise<void>;
}

/** The outside world as the quiz page needs it; tests hand in their own. */
export interface Deps {
  store: Store;
  match(quiz: Asked, name: string): Promise<Outcome<Match>>;
  sections(quiz: Asked, name: string): Promise<Outcome<Sections>>;
  saving: SavingDeps;
  lists: ListsDeps;
  now(): number;
  redraw(): void;
  later(action: () => void, ms: number): () => void;
}
