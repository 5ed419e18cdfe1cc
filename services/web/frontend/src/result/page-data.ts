import type { Quiz } from "../api/types";

/** A quiz as far as a finished map needs it; of its regions, those that have a dot. */
export type MappedQuiz = Pick<Quiz, "slug" | "title" | "kind" | "brackets" | "regions">;

/** What the server gives the page's script. */
export interface ResultPageData {
  /** The id of the play, or of the two compared. */
  plays: string[];
  map_url: string;
  quiz: MappedQuiz;
}

/** Null on a page without a map: the quiz has left the catalogue. */
export function readPageData(): ResultPageData | null {
  return JSON.parse(document.getElementById("play-data")?.textContent ?? "null") as ResultPageData | null;
}
