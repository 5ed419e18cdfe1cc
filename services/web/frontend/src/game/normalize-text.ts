/**
 * Lower case without accents, for filters on this page: "koln" finds "Köln". Far looser than the server's
 * matching, and never used to judge a guess.
 */
export function normalizeForSearch(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, " ")
    .trim();
}
