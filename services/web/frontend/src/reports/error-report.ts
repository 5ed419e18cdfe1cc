/** What the server is told of an error: the API's SentError, short enough for it. */
export interface ErrorReport {
  message: string;
  stack: string;
  url: string;
  release: string;
}

/** Characters; the whole may have 8 KB, in which most letters take a byte. */
const MAX_LENGTHS = { message: 300, stack: 4000, url: 500, release: 100 };

/** What browsers say of a script of another origin, of which they tell nothing; and what is about no error of ours. */
const FOREIGN_MESSAGES = [/^Script error\.?$/, /^ResizeObserver loop/];
const EXTENSION_URL = /\b(?:chrome|moz|safari|safari-web|ms-browser)-extension:\/\//;

/** A problem in the form it is sent in; null if it is nobody's business of ours. */
export function errorReportFor(thrown: unknown, said: string, page: { url: string; release: string }): ErrorReport | null {
  const message = messageOf(thrown, said);
  const stack = thrown instanceof Error ? (thrown.stack ?? "") : "";
  if (!message || FOREIGN_MESSAGES.some((words) => words.test(message)) || EXTENSION_URL.test(stack)) return null;
  return {
    message: message.slice(0, MAX_LENGTHS.message),
    stack: stack.slice(0, MAX_LENGTHS.stack),
    url: pathOnly(page.url).slice(0, MAX_LENGTHS.url),
    release: page.release.slice(0, MAX_LENGTHS.release),
  };
}

function messageOf(thrown: unknown, said: string): string {
  if (thrown instanceof Error) return `${thrown.name}: ${thrown.message}`;
  if (thrown === undefined || thrown === null) return said;
  return typeof thrown === "string" ? thrown : said || "thrown: something that is no error";
}

/** An address without what was typed: that stands in its query and fragment. */
export function pathOnly(url: string): string {
  return url.replace(/[?#].*$/s, "").replace(/^[a-z]+:\/\/[^/]*/i, "");
}
