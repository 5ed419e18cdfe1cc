/** 2 MB, forty times a list of 3,000 lines. A larger file is not a list of names, and does not fit into localStorage. */
export const MAX_IMPORT_BYTES = 2_000_000;

export type ParseResult<T> = { ok: true; value: T } | { ok: false; problem: string };

export const TOO_LARGE_MESSAGE = "This is more than 2 MB. A list of names is smaller: is it the right file?";

/** The text of a file in UTF-8, or in UTF-16 with a byte order mark, which spreadsheets call "Unicode text". */
export function decodeFile(bytes: Uint8Array): ParseResult<string> {
  if (bytes.length > MAX_IMPORT_BYTES) return { ok: false, problem: TOO_LARGE_MESSAGE };
  const encoding = encodingOf(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes("\0") ? { ok: false, problem: "This file contains no text. Choose a text or CSV file." } : { ok: true, value: text };
  } catch {
    return { ok: false, problem: notTextMessage(encoding) };
  }
}

/** The encoding that the byte order mark says; UTF-8 without one. */
function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}

function notTextMessage(encoding: string): string {
  return `This file is not text in ${encoding.slice(0, 6).toUpperCase()}. Save it as a text or CSV file in UTF-8, and try again.`;
}
