import type { Quiz } from "../../api/types";
import { parseCsv, stripFormulaGuard } from "../csv";
import { CSV_COLUMNS } from "../export/csv";
import type { ImportLine } from "./parse-list";
import { whereabouts } from "../regions";

type Regions = Pick<Quiz, "kind" | "regions">;
type Column = (typeof CSV_COLUMNS)[number];

/** Commas as we write them; semicolons and tabs as spreadsheets of other countries do when they save it again. */
const SEPARATORS = [",", ";", "\t"];

/** The lines of a table whose first row has `name` and another of our own columns; null for anything else. */
export function parseTable(quiz: Regions, text: string): ImportLine[] | null {
  const body = text.replace(/^\ufeff/, "");
  const first = body.split(/[\r\n]/, 1)[0] ?? "";
  const separator = SEPARATORS.find((mark) => isHead(cellsOf(first, mark)));
  if (separator === undefined) return null;
  const [head = [], ...rows] = parseCsv(body, separator);
  const index = new Map(head.map((cell, i) => [cell.trim().toLowerCase() as Column, i]));
  return rows.map((row) => line(quiz, (column) => stripFormulaGuard((row[index.get(column) ?? -1] ?? "").trim())));
}

function cellsOf(line: string, separator: string): string[] {
  return (parseCsv(line, separator)[0] ?? []).map((cell) => cell.trim().toLowerCase());
}

function isHead(cells: string[]): boolean {
  return cells.includes("name") && CSV_COLUMNS.filter((column) => cells.includes(column)).length > 1;
}

function line(quiz: Regions, cell: (column: Column) => string): ImportLine {
  const [name, region, country, id] = [cell("name"), cell("region"), cell("country"), cell("id")];
  const place = { id: 0, name, region, country, lat: 0, lon: 0, population: 0 };
  const text = [name, whereabouts(quiz, place)].filter(Boolean).join(", ");
  return { text: name === "" ? "" : text, id: /^\d+$/.test(id) ? Number(id) : null };
}
