import type { Quiz } from "./types";

/** The parts of the quiz that the API's addresses contain: its slug, and the fingerprint of the page's data. */
export type QuizRef = Pick<Quiz, "slug" | "fingerprint">;

/**
 * The address that looks a guess up. The server ignores the fingerprint. With it, an answer that the browser has cached from
 * older data has another address, so a page with newer data does not use it.
 */
export function guessUrl(quiz: QuizRef, resource: "match" | "sections", name: string): string {
  const query = new URLSearchParams({ name, data: quiz.fingerprint });
  return `/api/v1/quizzes/${encodeURIComponent(quiz.slug)}/${resource}?${query.toString()}`;
}
