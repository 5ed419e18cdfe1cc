import { formatCount, formatNumber } from "./formatting";
import type { SaveError, SaveNotice } from "./save-recovery";

const timeFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** A few words in the header. A phone shows only the first part. */
export type LinkStatus = [short: string, rest: string];

/** The state of the saved play's link; null without one. It must not change with each guess: a screen reader reads every change. */
export function linkStatus(linked: boolean, error: SaveError | null, notice: SaveNotice | null): LinkStatus | null {
  if (notice?.kind === "gone") return ["link gone", ": see Share"];
  if (!linked) return null;
  if (notice?.kind === "omitted") return ["link up to date", `, without ${formatCount(notice.places, "place")}: see Share`];
  switch (error?.kind) {
    case undefined:
      return ["", "link kept up to date"];
    case "offline":
      return ["link waits", " for the connection"];
    case "busy":
      return ["link waits", " for the server"];
    case "daily-limit":
      return ["link waits", ` until ${timeFormat.format(error.until)}`];
    case "stale":
      return ["link waits", " for a reload of this page"];
    case "refused":
      return ["link waits", ": see Share"];
  }
}

/** Why the saved play is not up to date, and what happens next. `linked`: whether the play was saved before. */
export function saveErrorMessage(error: SaveError, linked: boolean): string {
  switch (error.kind) {
    case "offline":
      return `No connection. Your places are kept here, and ${linked ? "the saved play is brought up to date" : "saved"} when it is back.`;
    case "busy":
      return `The server is busy. Your places are kept here, and ${linked ? "the saved play is brought up to date" : "saved"} in a moment.`;
    case "daily-limit":
      return `No more can be saved today: your network, or the whole site, has reached its limit. Your places are kept here, and ${linked ? "the saved play is brought up to date" : "saved"} at ${timeFormat.format(error.until)}, or when you open this quiz after that.`;
    case "stale":
      return "New data was loaded since this page was opened. Reload the page to go on saving: your places are kept.";
    case "refused":
      return linked
        ? `The saved play could not be brought up to date: ${error.message} It is tried again after your next place.`
        : `The play was not saved: ${error.message}`;
  }
}

export function deletionErrorMessage(error: SaveError): string {
  if (error.kind === "offline") return "Not deleted: there is no connection. Try again when it is back.";
  if (error.kind === "refused") return `Not deleted: ${error.message}`;
  return "Not deleted: the server is busy. Try again in a moment.";
}

export function saveNoticeMessage(notice: SaveNotice): string {
  switch (notice.kind) {
    case "omitted":
      return notice.places === 1
        ? "One place on your map is no longer part of this quiz. It stays on your map, but the saved play omits it."
        : `${formatNumber(notice.places)} places on your map are no longer part of this quiz. They stay on your map, but the saved play omits them.`;
    case "gone":
      return "The saved play is gone: it was deleted, or is not this browser’s. Your map is untouched; saving again makes a new link.";
    case "deleted":
      return "Deleted. The page is gone for everybody; your map is untouched.";
  }
}

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** "at 14:32"; on another day "on 21 November 2026, 14:32". */
export function formatSaveTime(at: number, now: number): string {
  const time = timeFormat.format(at);
  return dayFormat.format(at) === dayFormat.format(now) ? `at ${time}` : `on ${dayFormat.format(at)}, ${time}`;
}
