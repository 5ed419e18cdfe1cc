import type { components } from "./schema";

const ADDRESS = "/api/v1/client-errors";

/** Sends a report that outlives its page. Nobody hears what became of it, so a failure makes no other report. */
export function sendReport(report: Required<components["schemas"]["SentError"]>): void {
  navigator.sendBeacon(ADDRESS, new Blob([JSON.stringify(report)], { type: "application/json" }));
}
