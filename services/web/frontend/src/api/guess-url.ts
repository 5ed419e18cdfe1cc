import type { Quiz } from "./types";

/** The quiz as far as the API's addresses need it: which quiz, and which data the page was built from. */
export type QuizRef = Pick<Quiz, "slug" | "fingerprint">;

/**
 * The address that looks a guess up. The server ignores the fingerprint; it is there for the browser's cache: an answer
 * cached from older data has another address, so a page with newer data does not use it.
 */
export function guessUrl(quiz: QuizRef, resource: "match" | "sections", name: string): string {
  const query = new URLSearchParams({ name, data: quiz.fingerprint });
  return `/api/v1/quizzes/${encodeURIComponent(quiz.slug)}/${resource}?${query.toString()}`;
}
