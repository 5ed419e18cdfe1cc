import type { Match, Place, Quiz, Reason } from "../../api/types";
import { interpretMatch } from "../interpret-match";
import type { ImportLine } from "./import-line";

/** A line that named no place. `why` is "refused" where the server would not look it up; then `message` is its reason. */
export type NotFoundLine = [text: string, why: Reason | "refused", message?: string];

export interface InterpretedLines {
  /** Places to add to the play. */
  take: Place[];
  already: number;
  missing: NotFoundLine[];
}

/** What a batch of lines means for a play: each line is a guess, made after all lines before it. */
export function interpretLines(quiz: Quiz, lines: readonly ImportLine[], matches: readonly Match[], isNamed: (id: number) => boolean): InterpretedLines {
  const result: InterpretedLines = { take: [], already: 0, missing: [] };
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

/** An exported CSV file has the id of each place, so it says which homonym is meant. */
function onlyPlaceWithId(id: number | null, match: Match): Match {
  const place = id === null ? undefined : match.places.find((found) => found.id === id);
  return place ? { ...match, places: [place] } : match;
}
