import type { QuizRef } from "../api/guess-url";
import type { Outcome } from "../api/outcome";
import type { PlaysApi } from "../api/plays";
import type { Match, Sections } from "../api/types";
import type { NamespacedStore } from "../storage/namespaced-store";
import type { SavedPlays } from "../storage/saved-plays";

/** Runs the action in one tab at a time, if the browser supports that. */
export type TabLock = (action: () => Promise<void>) => Promise<void>;

/** Runs the action after `ms`; returns a function that cancels it. */
export type Schedule = (action: () => void, ms: number) => () => void;

/** What only saving a play needs. */
export interface SaveDeps {
  api: PlaysApi;
  plays: SavedPlays;
  newIdempotencyKey(): string;
  withTabLock: TabLock;
}

/** What only importing a list needs. */
export interface ImportDeps {
  matches(quiz: QuizRef, names: string[]): Promise<Outcome<Match[]>>;
  withTabLock: TabLock;
}

/** The network, storage and clock that the quiz page uses. Tests pass fakes. */
export interface QuizDeps {
  store: NamespacedStore;
  match(quiz: QuizRef, name: string): Promise<Outcome<Match>>;
  sections(quiz: QuizRef, name: string): Promise<Outcome<Sections>>;
  saving: SaveDeps;
  importing: ImportDeps;
  now(): number;
  redraw(): void;
  schedule: Schedule;
}
