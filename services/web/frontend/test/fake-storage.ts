import type { StorageBackend } from "../src/storage/namespaced-store";

/** A browser's storage in memory. It is full once it holds `capacity` keys. */
export class FakeStorage implements StorageBackend {
  private readonly entries = new Map<string, string>();

  constructor(private readonly capacity = Infinity) {}

  getItem(key: string): string | null {
    return this.entries.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (!this.entries.has(key) && this.entries.size >= this.capacity) throw new DOMException("full", "QuotaExceededError");
    this.entries.set(key, value);
  }

  removeItem(key: string): void {
    this.entries.delete(key);
  }

  keys(): string[] {
    return [...this.entries.keys()];
  }
}
