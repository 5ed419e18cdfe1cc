const KEY_BYTES = 16;

/** 128 random bits, so that nobody can guess the key. Not crypto.randomUUID(): browsers offer it on secure pages only. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
