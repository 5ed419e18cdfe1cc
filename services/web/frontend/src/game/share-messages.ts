import { formatNumber, formatCount } from "./formatting";
import type { SaveError, SaveNotice } from "./save-recovery";

/** A few words for the header: the first part fits a phone. */
export type LinkStatus = [short: string, rest: string];

/** How the link is doing, where there is one. It does not change with each guess: a screen reader says what changes. */
export function linkStatus(linked: boolean, hitch: SaveError | null, notice: SaveNotice | null): LinkStatus | null {
  if (notice?.kind === "gone") return ["link gone", ": see Share"];
  if (!linked) return null;
  if (notice?.kind === "left") return ["link up to date", `, without ${formatCount(notice.places, "place")}: see Share`];
  switch (hitch?.kind) {
    case undefined:
      return ["", "link kept up to date"];
    case "offline":
      return ["link waits", " for the connection"];
    case "busy":
      return ["link waits", " for the server"];
    case "stale":
      return ["link waits", " for a reload of this page"];
    case "refused":
      return ["link waits", ": see Share"];
  }
}

/** Why the saved play is behind the map, and what happens next. `linked`: whether it was saved before. */
export function saveErrorMessage(hitch: SaveError, linked: boolean): string {
  switch (hitch.kind) {
    case "offline":
      return `No connection. Your places are kept here, and ${linked ? "the saved play is brought up to date" : "saved"} when it is back.`;
    case "busy":
      return `The server is busy. Your places are kept here, and ${linked ? "the saved play is brought up to date" : "saved"} in a moment.`;
    case "stale":
      return "New data was loaded since this page was opened. Reload the page to go on saving: your places are kept.";
    case "refused":
      return linked
        ? `The saved play could not be brought up to date: ${hitch.message} It is tried again after your next place.`
        : `The play was not saved: ${hitch.message}`;
  }
}

export function deletionErrorMessage(hitch: SaveError): string {
  if (hitch.kind === "offline") return "Not deleted: there is no connection. Try again when it is back.";
  if (hitch.kind === "refused") return `Not deleted: ${hitch.message}`;
  return "Not deleted: the server is busy. Try again in a moment.";
}

export function saveNoticeMessage(notice: SaveNotice): string {
  switch (notice.kind) {
    case "left": {
      const one = notice.places === 1;
      const which = one ? "One place on your map is no place" : `${formatNumber(notice.places)} places on your map are no places`;
      return `${which} of this quiz any more. ${one ? "It stays" : "They stay"} on your map, and the saved play goes without.`;
    }
    case "gone":
      return "The saved play is gone: it was deleted, or is not this browser’s. Your map is untouched; saving again makes a new link.";
    case "deleted":
      return "Deleted. The page is gone for everybody; your map is untouched.";
  }
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** "14:32", or "21 November 2026, 14:32" where that was not today. */
export function formatSaveTime(at: number, now: number): string {
  const time = clock.format(at);
  return day.format(at) === day.format(now) ? `at ${time}` : `on ${day.format(at)}, ${time}`;
}
