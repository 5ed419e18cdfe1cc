import type { Quiz } from "./types";

/** What an address needs to know of the quiz that is played. */
export type Asked = Pick<Quiz, "slug" | "fingerprint">;

/**
 * The address that a guess is asked at. The server needs no fingerprint; with it in the address, a browser that kept
 * an answer from data before does not find it for a page with the data of now.
 */
export function endpoint(quiz: Asked, verb: "match" | "sections", name: string): string {
  const asked = new URLSearchParams({ name, data: quiz.fingerprint });
  return `/api/v1/quizzes/${encodeURIComponent(quiz.slug)}/${verb}?${asked.toString()}`;
}
