import { parseCsv } from "../csv";
import { formatNumber } from "../formatting";
import type { QuizRegions } from "../regions";
import { MAX_IMPORT_BYTES, type ParseResult, TOO_LARGE_MESSAGE } from "./decode-file";
import type { ImportLine } from "./import-line";
import { parseTable } from "./parse-table";

export const MAX_IMPORT_LINES = 20_000;
/** The API refuses longer guesses. No place has a name half as long. */
const MAX_LINE_LETTERS = 200;

/** The names in a plain text with one name per line, or in a CSV table. Blank lines and lines that begin with # are skipped. */
export function parseList(quiz: QuizRegions, text: string): ParseResult<ImportLine[]> {
  if (new TextEncoder().encode(text).length > MAX_IMPORT_BYTES) return failed(TOO_LARGE_MESSAGE);
  const lines = (parseTable(quiz, text) ?? parsePlainLines(text)).map(cleanLine).filter((line) => line.text !== "");
  const problem = findProblem(lines);
  return problem === null ? { ok: true, value: lines } : failed(problem);
}

function parsePlainLines(text: string): ImportLine[] {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => !line.trimStart().startsWith("#"));
  return lines.map((line) => ({ text: /^\s*"/.test(line) ? unquote(line.trim()) : line, id: null }));
}

/** `"Portland","Oregon"`, as spreadsheets write it, becomes `Portland, Oregon`. */
function unquote(line: string): string {
  return (parseCsv(line, ",")[0] ?? []).filter((cell) => cell.trim() !== "").join(", ");
}

/** A tab separates cells, so it becomes a comma; other control characters become blanks. */
function cleanLine({ text, id }: ImportLine): ImportLine {
  const separated = text.replace(/\s*\t\s*/g, ", ").replace(/\p{Cc}+/gu, " ");
  return { text: separated.replace(/^[\s,\ufeff]+|[\s,]+$/g, ""), id };
}

/** Why these lines cannot be imported; null if they can. */
function findProblem(lines: readonly ImportLine[]): string | null {
  if (lines.length === 0) return "The list contains no name. Write one on each line.";
  if (lines.length > MAX_IMPORT_LINES) {
    return `This list has ${formatNumber(lines.length)} names; at most ${formatNumber(MAX_IMPORT_LINES)} can be imported at once. Import it in parts.`;
  }
  const long = lines.find(({ text }) => Array.from(text).length > MAX_LINE_LETTERS);
  if (long) return `“${long.text.slice(0, 40)}…” is too long for a name: at most ${MAX_LINE_LETTERS} letters are allowed. Is there one name on each line?`;
  const damaged = lines.find(({ text }) => /[\p{Surrogate}\ufffd]/u.test(text));
  return damaged ? `“${damaged.text.slice(0, 40)}” contains characters that were damaged when the list was copied or saved. Is the list in UTF-8?` : null;
}

function failed(problem: string): ParseResult<never> {
  return { ok: false, problem };
}
