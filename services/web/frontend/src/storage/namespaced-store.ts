/** The few parts of the Web Storage interface used here, so that tests can pass a fake. */
export interface StorageBackend {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  keys(): string[];
}

/** Why nothing is written to the browser's storage; null while writing works. */
export type StorageFault = "full" | "blocked" | null;

/** The number is the version of the format. Keys with other versions are left alone: an older tab may still use them. */
const KEY_PREFIX = "toponaut:1:";

/**
 * The keys of one namespace, usually a quiz's slug, in the browser's storage. If a write fails, the value is kept in
 * memory, so that the player can continue; `fault` then tells the page to warn the player.
 */
export class NamespacedStore {
  private readonly memory = new Map<string, string>();
  fault: StorageFault;

  constructor(
    private readonly backend: StorageBackend | null,
    readonly namespace: string,
  ) {
    this.fault = backend === null ? "blocked" : null;
  }

  get prefix(): string {
    return `${KEY_PREFIX}${this.namespace}:`;
  }

  get(name: string): string | null {
    return this.memory.get(name) ?? this.tryBackend((backend) => backend.getItem(this.prefix + name)) ?? null;
  }

  set(name: string, value: string): void {
    if (this.backend === null) {
      this.memory.set(name, value);
      return;
    }
    try {
      this.backend.setItem(this.prefix + name, value);
      this.memory.delete(name);
    } catch (error) {
      this.memory.set(name, value);
      this.fault = isQuotaExceeded(error) ? "full" : "blocked";
    }
  }

  /** Returns whether the key existed: if two tabs remove the same key, only one gets true. */
  remove(name: string): boolean {
    const existed = this.get(name) !== null;
    this.memory.delete(name);
    this.tryBackend((backend) => {
      backend.removeItem(this.prefix + name);
    });
    return existed;
  }

  keys(): string[] {
    const allKeys = this.tryBackend((backend) => backend.keys()) ?? [];
    const stored = allKeys.filter((key) => key.startsWith(this.prefix)).map((key) => key.slice(this.prefix.length));
    return [...new Set([...stored, ...this.memory.keys()])];
  }

  private tryBackend<T>(action: (backend: StorageBackend) => T): T | undefined {
    try {
      return this.backend === null ? undefined : action(this.backend);
    } catch {
      this.fault ??= "blocked";
      return undefined;
    }
  }
}

function isQuotaExceeded(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}
