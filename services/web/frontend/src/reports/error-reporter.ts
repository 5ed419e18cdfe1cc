import type { ErrorReport } from "./make-error-report";

/** Limit for a page view. After ten different errors another one would tell the operator nothing new. */
const MAX_REPORTS_PER_PAGE = 10;

/** Reports each error once. A report that could not be sent is dropped, so that it cannot cause another report. */
export class ErrorReporter {
  private readonly reported = new Set<string>();

  constructor(private readonly send: (report: ErrorReport) => void) {}

  report(report: ErrorReport | null): void {
    if (!report || this.reported.size >= MAX_REPORTS_PER_PAGE) return;
    const key = `${report.message}\n${report.stack}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    try {
      this.send(report);
    } catch {
      // Nothing more can be done: a report about this failure would fail too.
    }
  }
}
