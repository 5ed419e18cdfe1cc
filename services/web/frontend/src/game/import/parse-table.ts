import { parseCsv, stripFormulaGuard } from "../csv";
import { CSV_COLUMNS } from "../export/csv";
import { type QuizRegions, locationLabel } from "../regions";
import type { ImportLine } from "./import-line";

type Column = (typeof CSV_COLUMNS)[number];

/** Our export writes commas, but in some countries spreadsheets save the file with semicolons or tabs. */
const SEPARATORS = [",", ";", "\t"];

/** The lines of a table whose first row contains `name` and another column of the export; null for any other text. */
export function parseTable(quiz: QuizRegions, text: string): ImportLine[] | null {
  const body = text.replace(/^\ufeff/, "");
  const firstLine = body.split(/[\r\n]/, 1)[0] ?? "";
  const separator = SEPARATORS.find((mark) => isHeader(cellsOf(firstLine, mark)));
  if (separator === undefined) return null;
  const [header = [], ...rows] = parseCsv(body, separator);
  const index = new Map(header.map((cell, i) => [cell.trim().toLowerCase() as Column, i]));
  return rows.map((row) => importLine(quiz, (column) => stripFormulaGuard((row[index.get(column) ?? -1] ?? "").trim())));
}

function cellsOf(line: string, separator: string): string[] {
  return (parseCsv(line, separator)[0] ?? []).map((cell) => cell.trim().toLowerCase());
}

function isHeader(cells: string[]): boolean {
  return cells.includes("name") && CSV_COLUMNS.filter((column) => cells.includes(column)).length > 1;
}

function importLine(quiz: QuizRegions, cell: (column: Column) => string): ImportLine {
  const [name, region, country, id] = [cell("name"), cell("region"), cell("country"), cell("id")];
  const place = { id: 0, name, region, country, lat: 0, lon: 0, population: 0 };
  const text = [name, locationLabel(quiz, place)].filter(Boolean).join(", ");
  return { text: name === "" ? "" : text, id: /^\d+$/.test(id) ? Number(id) : null };
}
