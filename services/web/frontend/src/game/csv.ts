// Writes and parses comma-separated values as RFC 4180 defines them.

/** A spreadsheet runs a cell that begins with one of these characters as a formula. */
const FORMULA_START = /^[=+\-@\t\r]/;

/** One row with its line end. An apostrophe keeps spreadsheets from running text as a formula; numbers need none. */
export function csvRow(cells: readonly (string | number)[]): string {
  return `${cells.map(formatCell).join(",")}\r\n`;
}

function formatCell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = FORMULA_START.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Removes the apostrophe that `csvRow` puts before text that looks like a formula. */
export function stripFormulaGuard(text: string): string {
  return text.startsWith("'") && FORMULA_START.test(text.slice(1)) ? text.slice(1) : text;
}

/**
 * Rows of cells. Quoted cells may contain separators and line ends. A quoted cell that is never closed reaches to the
 * end of the text.
 */
export function parseCsv(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(cellPattern(separator))) {
    row.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === separator) continue;
    if (end === "") break;
    rows.push(row);
    row = [];
  }
  const hasLastRow = row.length > 1 || (row[0] ?? "") !== "";
  return hasLastRow ? [...rows, row] : rows;
}

/** Matches one cell, quoted or plain, and the separator, line end or end of text after it. */
function cellPattern(separator: string): RegExp {
  const mark = separator === "\t" ? "\\t" : separator;
  return new RegExp(`(?:"([^"]*(?:""[^"]*)*)(?:"[^${mark}\\r\\n]*|$)|([^${mark}\\r\\n]*))(${mark}|\\r\\n|\\n|\\r|$)`, "g");
}
