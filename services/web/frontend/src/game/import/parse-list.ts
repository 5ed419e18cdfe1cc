import type { Quiz } from "../../api/types";
import { MAX_IMPORT_BYTES, type ParseResult, TOO_LARGE_MESSAGE } from "./decode-file";
import { parseCsv } from "../csv";
import { formatNumber } from "../formatting";
import { parseTable } from "./parse-table";

/** What to look up; `id` where the list names one place of all that are called so. */
export interface ImportLine {
  text: string;
  id: number | null;
}

export const MAX_IMPORT_LINES = 20_000;
/** Letters: the API refuses longer guesses, and no place's name is half as long. */
const MAX_LINE_LETTERS = 200;

type Regions = Pick<Quiz, "kind" | "regions">;

/** The names in a text, one on each line. Blank lines, and those that begin with #, are left out. */
export function parseList(quiz: Regions, text: string): ParseResult<ImportLine[]> {
  if (new TextEncoder().encode(text).length > MAX_IMPORT_BYTES) return bad(TOO_LARGE_MESSAGE);
  const lines = (parseTable(quiz, text) ?? fromLines(text)).map(cleaned).filter((line) => line.text !== "");
  return wrong(lines) ?? { ok: true, value: lines };
}

function fromLines(text: string): ImportLine[] {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => !line.trimStart().startsWith("#"));
  return lines.map((line) => ({ text: /^\s*"/.test(line) ? unquoted(line.trim()) : line, id: null }));
}

/** `"Portland","Oregon"`, as spreadsheets write it. */
function unquoted(line: string): string {
  return (parseCsv(line, ",")[0] ?? []).filter((cell) => cell.trim() !== "").join(", ");
}

/** Tabs part cells, and mean a comma; other control characters nobody can have meant. */
function cleaned({ text, id }: ImportLine): ImportLine {
  const parted = text.replace(/\s*\t\s*/g, ", ").replace(/\p{Cc}+/gu, " ");
  return { text: parted.replace(/^[\s,\ufeff]+|[\s,]+$/g, ""), id };
}

function wrong(lines: readonly ImportLine[]): ParseResult<never> | null {
  if (lines.length === 0) return bad("There is no name in it. Write one on each line.");
  if (lines.length > MAX_IMPORT_LINES) {
    return bad(`These are ${formatNumber(lines.length)} names; ${formatNumber(MAX_IMPORT_LINES)} can be imported at once. Take a part of them.`);
  }
  const long = lines.find(({ text }) => Array.from(text).length > MAX_LINE_LETTERS);
  if (long) return bad(`“${long.text.slice(0, 40)}…” is too long for a name: ${MAX_LINE_LETTERS} letters are the most. Is there one name on each line?`);
  const broken = lines.find(({ text }) => /[\p{Surrogate}\ufffd]/u.test(text));
  return broken ? bad(`“${broken.text.slice(0, 40)}” holds letters that were lost in an earlier copy. Is the list in UTF-8?`) : null;
}

function bad(problem: string): ParseResult<never> {
  return { ok: false, problem };
}
