/** The few parts of the Web Storage interface used here, so that tests can hand in a Map. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  keys(): string[];
}

/** Why the play is not being saved; null while it is. */
export type Fault = "full" | "blocked" | null;

/** The version of what is kept. Another version's keys are left alone: an older tab may still use them. */
const PREFIX = "toponaut:1:";

/**
 * One quiz's keys in the browser's storage. A write that fails is remembered in memory instead, so that the
 * play goes on, and `fault` tells the page to say so.
 */
export class Store {
  private readonly memory = new Map<string, string>();
  fault: Fault;

  constructor(
    private readonly shelf: Shelf | null,
    readonly slug: string,
  ) {
    this.fault = shelf === null ? "blocked" : null;
  }

  get prefix(): string {
    return `${PREFIX}${this.slug}:`;
  }

  get(name: string): string | null {
    return this.memory.get(name) ?? this.quietly((shelf) => shelf.getItem(this.prefix + name)) ?? null;
  }

  set(name: string, value: string): void {
    if (this.shelf === null) {
      this.memory.set(name, value);
      return;
    }
    try {
      this.shelf.setItem(this.prefix + name, value);
      this.memory.delete(name);
    } catch (error) {
      this.memory.set(name, value);
      this.fault = isQuota(error) ? "full" : "blocked";
    }
  }

  /** True if there was something to remove: of two tabs that remove a key, only one is told so. */
  remove(name: string): boolean {
    const had = this.get(name) !== null;
    this.memory.delete(name);
    this.quietly((shelf) => {
      shelf.removeItem(this.prefix + name);
    });
    return had;
  }

  names(): string[] {
    const kept = this.quietly((shelf) => shelf.keys()) ?? [];
    const own = kept.filter((key) => key.startsWith(this.prefix)).map((key) => key.slice(this.prefix.length));
    return [...new Set([...own, ...this.memory.keys()])];
  }

  private quietly<T>(action: (shelf: Shelf) => T): T | undefined {
    try {
      return this.shelf === null ? undefined : action(this.shelf);
    } catch {
      this.fault ??= "blocked";
      return undefined;
    }
  }
}

function isQuota(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}
