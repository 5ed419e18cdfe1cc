import type { components } from "./schema";

const REPORT_URL = "/api/v1/client-errors";

/** Sends a report, even if the page is closing. The outcome is ignored, so that a failed report cannot cause another one. */
export function sendErrorReport(report: Required<components["schemas"]["ClientErrorReport"]>): void {
  navigator.sendBeacon(REPORT_URL, new Blob([JSON.stringify(report)], { type: "application/json" }));
}
