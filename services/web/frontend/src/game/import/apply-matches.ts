import type { Match, Place, Quiz, Reason } from "../../api/types";
import { interpretMatch } from "../interpret-match";
import type { ImportLine } from "./import-line";

/** A line that named no place. `why` is "refused" if the server refused to look it up; `message` is the server's reason. */
export type NotFoundLine = [text: string, why: Reason | "refused", message?: string];

export interface AppliedMatches {
  /** Places to add to the play. */
  take: Place[];
  already: number;
  missing: NotFoundLine[];
}

/** Which places a batch of lines adds to a play. Each line is a guess, made after all lines before it. */
export function applyMatches(quiz: Quiz, lines: readonly ImportLine[], matches: readonly Match[], isNamed: (id: number) => boolean): AppliedMatches {
  const result: AppliedMatches = { take: [], already: 0, missing: [] };
  const taken = new Set<number>();
  lines.forEach((line, i) => {
    const match = onlyPlaceWithId(line.id, matches[i] ?? { name: line.text, places: [], reason: null });
    const { take, answer } = interpretMatch(quiz, match, line.text, "largest", (id) => taken.has(id) || isNamed(id));
    for (const { id } of take) taken.add(id);
    result.take.push(...take);
    if (answer.kind === "already") result.already += 1;
    if (answer.kind === "miss") result.missing.push([line.text, answer.reason]);
  });
  return result;
}

/** A line of an exported CSV file has the place's id, which says which homonym is meant. */
function onlyPlaceWithId(id: number | null, match: Match): Match {
  const place = id === null ? undefined : match.places.find((found) => found.id === id);
  return place ? { ...match, places: [place] } : match;
}
