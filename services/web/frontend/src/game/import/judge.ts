import type { Match, Place, Quiz, Reason } from "../../api/types";
import type { Line } from "./list";
import { judge } from "../judge";

/** A line that named nothing: its text, why, and if it was not even looked up, what the server said. */
export type Missing = [text: string, why: Reason | "refused", message?: string];

export interface Judged {
  take: Place[];
  already: number;
  missing: Missing[];
}

/** What a batch of lines means for a play: each is a guess, made after all those before it. */
export function judgeAll(quiz: Quiz, lines: readonly Line[], matches: readonly Match[], has: (id: number) => boolean): Judged {
  const judged: Judged = { take: [], already: 0, missing: [] };
  const taken = new Set<number>();
  lines.forEach((line, i) => {
    const match = meant(line, matches[i] ?? { name: line.text, places: [], reason: null });
    const { take, answer } = judge(quiz, match, line.text, "largest", (id) => taken.has(id) || has(id));
    for (const { id } of take) taken.add(id);
    judged.take.push(...take);
    if (answer.kind === "already") judged.already += 1;
    if (answer.kind === "miss") judged.missing.push([line.text, answer.reason]);
  });
  return judged;
}

/** An export of ours says which of the homonyms it was. */
function meant({ id }: Line, match: Match): Match {
  const place = id === null ? undefined : match.places.find((found) => found.id === id);
  return place ? { ...match, places: [place] } : match;
}
