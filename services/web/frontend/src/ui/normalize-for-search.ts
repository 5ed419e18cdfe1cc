/**
 * Lower case without accents and punctuation, for text filters in the page: "koln" finds "Köln". It ignores
 * more differences than the server's matching, and never decides whether a guess is right.
 */
export function normalizeForSearch(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, " ")
    .trim();
}
