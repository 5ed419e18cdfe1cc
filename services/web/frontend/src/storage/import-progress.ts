import type { NotFoundLine } from "../game/import/interpret-lines";
import type { ImportLine } from "../game/import/import-line";
import type { Store } from "./namespaced-store";

/** As many as the API answers in one request. */
const BATCH_LINES = 100;

/** What became of a batch. `added` are ids. */
export interface Done {
  added: number[];
  already: number;
  missing: NotFoundLine[];
}

export interface Waiting {
  /** Its key: the start of the import first, so that sorting the keys gives the order of the list. */
  key: string;
  lines: ImportLine[];
}

const NAME = /^import-\d+-\d+$/;

/**
 * An import under way, a key for each batch: its lines until they are answered, then what became of them. So a reload
 * loses neither, and each batch is written twice however long the list is.
 */
export class ImportLog {
  constructor(private readonly store: Store) {}

  put(lines: readonly ImportLine[], now: number): void {
    for (let i = 0; i < lines.length; i += BATCH_LINES) {
      const key = `import-${now}-${String(i / BATCH_LINES).padStart(4, "0")}`;
      this.store.set(key, JSON.stringify(lines.slice(i, i + BATCH_LINES).map(({ text, id }) => (id === null ? text : [text, id]))));
    }
  }

  waiting(): Waiting[] {
    return this.keys().flatMap((key) => {
      const lines = this.read(key, isLines);
      return lines ? [{ key, lines: lines.map(unpack) }] : [];
    });
  }

  done(): Done[] {
    return this.keys().flatMap((key) => this.read(key, isDone) ?? []);
  }

  /** False where another tab has answered it, or cleared it, meanwhile. */
  waits(key: string): boolean {
    return this.read(key, isLines) !== null;
  }

  finish(key: string, done: Done): void {
    this.store.set(key, JSON.stringify(done));
  }

  remove(key: string): void {
    this.store.remove(key);
  }

  /** Removes what became of batches, not those that wait. */
  forget(): void {
    for (const key of this.keys()) if (!this.waits(key)) this.store.remove(key);
  }

  clear(): void {
    for (const key of this.keys()) this.store.remove(key);
  }

  private keys(): string[] {
    return this.store.names().filter((name) => NAME.test(name)).sort();
  }

  private read<T>(key: string, is: (value: unknown) => value is T): T | null {
    try {
      const value: unknown = JSON.parse(this.store.get(key) ?? "null");
      return is(value) ? value : null;
    } catch {
      return null;
    }
  }
}

type Packed = string | [text: string, id: number];

function unpack(line: Packed): ImportLine {
  return typeof line === "string" ? { text: line, id: null } : { text: line[0], id: line[1] };
}

function isLines(value: unknown): value is Packed[] {
  return Array.isArray(value);
}

function isDone(value: unknown): value is Done {
  return typeof value === "object" && value !== null && !Array.isArray(value) && "added" in value;
}
