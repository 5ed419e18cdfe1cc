import type { NotFoundLine } from "../game/import/apply-matches";
import type { ImportLine } from "../game/import/import-line";
import type { NamespacedStore } from "./namespaced-store";

/** The API answers at most this many names in one request. */
const MAX_BATCH_LINES = 100;

/** The result of a looked-up batch, in its stored form. */
export interface BatchResult {
  /** Ids of the places that this batch added to the play. */
  added: number[];
  already: number;
  missing: NotFoundLine[];
}

export interface PendingBatch {
  /** The batch's key in the store. Keys begin with the import's start time, so sorting them gives the order of the list. */
  key: string;
  lines: ImportLine[];
}

const BATCH_KEY = /^import-\d+-\d+$/;

/**
 * Stores a running import. Each batch has its own key, with the batch's lines until they are looked up, and its result
 * afterwards. So a reload loses neither, and each batch is written only twice, however long the list is.
 */
export class ImportProgress {
  constructor(private readonly store: NamespacedStore) {}

  addLines(lines: readonly ImportLine[], now: number): void {
    for (let i = 0; i < lines.length; i += MAX_BATCH_LINES) {
      const key = `import-${now}-${String(i / MAX_BATCH_LINES).padStart(4, "0")}`;
      this.store.set(key, JSON.stringify(lines.slice(i, i + MAX_BATCH_LINES).map(toStored)));
    }
  }

  pendingBatches(): PendingBatch[] {
    return this.keys().flatMap((key) => {
      const lines = this.read(key, isStoredLines);
      return lines ? [{ key, lines: lines.map(fromStored) }] : [];
    });
  }

  results(): BatchResult[] {
    return this.keys().flatMap((key) => this.read(key, isBatchResult) ?? []);
  }

  /** False if another tab has looked the batch up, or removed it, in the meantime. */
  isPending(key: string): boolean {
    return this.read(key, isStoredLines) !== null;
  }

  finish(key: string, result: BatchResult): void {
    this.store.set(key, JSON.stringify(result));
  }

  remove(key: string): void {
    this.store.remove(key);
  }

  /** Removes the results, but not the pending batches. */
  removeResults(): void {
    for (const key of this.keys()) if (!this.isPending(key)) this.store.remove(key);
  }

  clear(): void {
    for (const key of this.keys()) this.store.remove(key);
  }

  private keys(): string[] {
    return this.store.keys().filter((name) => BATCH_KEY.test(name)).sort();
  }

  private read<T>(key: string, isValid: (value: unknown) => value is T): T | null {
    try {
      const value: unknown = JSON.parse(this.store.get(key) ?? "null");
      return isValid(value) ? value : null;
    } catch {
      return null;
    }
  }
}

type StoredLine = string | [text: string, id: number];

function toStored({ text, id }: ImportLine): StoredLine {
  return id === null ? text : [text, id];
}

function fromStored(line: StoredLine): ImportLine {
  return typeof line === "string" ? { text: line, id: null } : { text: line[0], id: line[1] };
}

function isStoredLines(value: unknown): value is StoredLine[] {
  return Array.isArray(value);
}

function isBatchResult(value: unknown): value is BatchResult {
  return typeof value === "object" && value !== null && !Array.isArray(value) && "added" in value;
}
