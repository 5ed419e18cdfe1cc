type Action = () => Promise<void>;

/**
 * Lets one tab of a quiz after the other do something, with a Web Lock. Browsers have those on secure pages only; on
 * others each tab keeps its own turns, and the server refuses what came second.
 */
export function turns(name: string): (action: Action) => Promise<void> {
  const locks = (navigator as Partial<Navigator>).locks;
  if (locks) return async (action) => { await locks.request(name, action); };
  let last = Promise.resolve();
  return (action) => (last = last.then(action, action));
}

const KEY_BYTES = 16;

/** 128 random bits. Not crypto.randomUUID(), which browsers have on secure pages only. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
