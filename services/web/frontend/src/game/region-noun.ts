/** The API says what a quiz is divided into as a plural, at times a full one: "states and D.C." → "states". */
export function shortRegionNoun(nouns: string): string {
  return nouns.split(" and ")[0] ?? nouns;
}

/** "countries" → "country", "states and D.C." → "state" */
export function singularRegionNoun(nouns: string): string {
  const noun = shortRegionNoun(nouns);
  return noun.endsWith("ies") ? `${noun.slice(0, -3)}y` : noun.replace(/s$/, "");
}
