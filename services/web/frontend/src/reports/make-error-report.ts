/** An error as it is sent to the server: the API's ClientErrorReport, within the API's limits. */
export interface ErrorReport {
  message: string;
  stack: string;
  url: string;
  release: string;
}

/** In characters. The API accepts 8 KB in all; most characters take one byte. */
const MAX_LENGTHS = { message: 300, stack: 4000, url: 500, release: 100 };

/** Messages not caused by this site's code: errors of scripts from other origins, and ResizeObserver notices. */
const FOREIGN_MESSAGES = [/^Script error\.?$/, /^ResizeObserver loop/];
const EXTENSION_URL = /\b(?:chrome|moz|safari|safari-web|ms-browser)-extension:\/\//;

/** The report for something thrown; null if this site's code did not cause it. `message`: the error event's message. */
export function errorReportFor(thrown: unknown, message: string, page: { url: string; release: string }): ErrorReport | null {
  const text = messageOf(thrown, message);
  const stack = thrown instanceof Error ? (thrown.stack ?? "") : "";
  if (!text || FOREIGN_MESSAGES.some((pattern) => pattern.test(text)) || EXTENSION_URL.test(stack)) return null;
  return {
    message: text.slice(0, MAX_LENGTHS.message),
    stack: stack.slice(0, MAX_LENGTHS.stack),
    url: pathOnly(page.url).slice(0, MAX_LENGTHS.url),
    release: page.release.slice(0, MAX_LENGTHS.release),
  };
}

function messageOf(thrown: unknown, message: string): string {
  if (thrown instanceof Error) return `${thrown.name}: ${thrown.message}`;
  if (thrown === undefined || thrown === null) return message;
  return typeof thrown === "string" ? thrown : message || "thrown: a value that is not an Error";
}

/** A URL's path. Its query and fragment could contain what a player typed. */
export function pathOnly(url: string): string {
  return url.replace(/[?#].*$/s, "").replace(/^[a-z]+:\/\/[^/]*/i, "");
}
