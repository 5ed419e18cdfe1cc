import type { Match, Place, Quiz, Reason } from "../../api/types";
import type { ImportLine } from "./parse-list";
import { interpretMatch } from "../interpret-match";

/** A line that named nothing: its text, why, and if it was not even looked up, what the server said. */
export type NotFoundLine = [text: string, why: Reason | "refused", message?: string];

export interface InterpretedLines {
  take: Place[];
  already: number;
  missing: NotFoundLine[];
}

/** What a batch of lines means for a play: each is a guess, made after all those before it. */
export function interpretLines(quiz: Quiz, lines: readonly ImportLine[], matches: readonly Match[], has: (id: number) => boolean): InterpretedLines {
  const judged: InterpretedLines = { take: [], already: 0, missing: [] };
  const taken = new Set<number>();
  lines.forEach((line, i) => {
    const match = meant(line, matches[i] ?? { name: line.text, places: [], reason: null });
    const { take, answer } = interpretMatch(quiz, match, line.text, "largest", (id) => taken.has(id) || has(id));
    for (const { id } of take) taken.add(id);
    judged.take.push(...take);
    if (answer.kind === "already") judged.already += 1;
    if (answer.kind === "miss") judged.missing.push([line.text, answer.reason]);
  });
  return judged;
}

/** An export of ours says which of the homonyms it was. */
function meant({ id }: ImportLine, match: Match): Match {
  const place = id === null ? undefined : match.places.find((found) => found.id === id);
  return place ? { ...match, places: [place] } : match;
}
