const KEY_BYTES = 16;

/** 128 random bits that nobody can guess. Browsers offer crypto.randomUUID() on secure pages only, hence not used. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
