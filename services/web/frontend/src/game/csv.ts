// Comma-separated values as RFC 4180 has them, both ways.

/** A spreadsheet takes a cell that begins so for a formula, and runs it. */
const FORMULA_START = /^[=+\-@\t\r]/;

/** One row with its line end. An apostrophe keeps a spreadsheet from running text; numbers may begin with a minus. */
export function csvRow(cells: readonly (string | number)[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = FORMULA_START.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What `csvRow` did to text that might be a formula, undone. */
export function stripFormulaGuard(text: string): string {
  return text.startsWith("'") && FORMULA_START.test(text.slice(1)) ? text.slice(1) : text;
}

/** Rows of cells; quoted cells may hold separators and line ends. A quote that is never closed ends with the text. */
export function parseCsv(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(cells(separator))) {
    row.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === separator) continue;
    if (end === "") break;
    rows.push(row);
    row = [];
  }
  const started = row.length > 1 || (row[0] ?? "") !== "";
  return started ? [...rows, row] : rows;
}

/** One cell, quoted or plain, and what ends it: the separator, a line's end, or nothing at the end of the text. */
function cells(separator: string): RegExp {
  const mark = separator === "\t" ? "\\t" : separator;
  return new RegExp(`(?:"([^"]*(?:""[^"]*)*)(?:"[^${mark}\\r\\n]*|$)|([^${mark}\\r\\n]*))(${mark}|\\r\\n|\\n|\\r|$)`, "g");
}
