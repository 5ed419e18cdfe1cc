/** The first of two kinds in the API's `region_noun`: "states and D.C." → "states" */
export function shortRegionNoun(noun: string): string {
  return noun.split(" and ")[0] ?? noun;
}

/** "countries" → "country", "states and D.C." → "state" */
export function singularRegionNoun(noun: string): string {
  const plural = shortRegionNoun(noun);
  return plural.endsWith("ies") ? `${plural.slice(0, -3)}y` : plural.replace(/s$/, "");
}
