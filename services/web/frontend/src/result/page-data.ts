import type { Quiz } from "../api/types";

/** The parts of a quiz that the map of a saved play needs. `regions` has only those with a place of the play. */
export type MappedQuiz = Pick<Quiz, "slug" | "title" | "kind" | "brackets" | "regions">;

/** The JSON that the server puts into the page for its script. */
export interface ResultPageData {
  /** One id, or two if plays are compared. */
  plays: string[];
  map_url: string;
  quiz: MappedQuiz;
}

/** Null on a page without a map: the quiz is no longer in the catalogue. */
export function readPageData(): ResultPageData | null {
  return JSON.parse(document.getElementById("play-data")?.textContent ?? "null") as ResultPageData | null;
}
