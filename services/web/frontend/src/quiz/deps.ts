import type { Asked } from "../api/endpoint";
import type { Outcome } from "../api/outcome";
import type { Match, Sections } from "../api/types";
import type { Store } from "../storage/store";

/** The outside world as the quiz page needs it; tests hand in their own. */
export interface Deps {
  store: Store;
  match(quiz: Asked, name: string): Promise<Outcome<Match>>;
  sections(quiz: Asked, name: string): Promise<Outcome<Sections>>;
  now(): number;
  redraw(): void;
  later(action: () => void, ms: number): () => void;
}
