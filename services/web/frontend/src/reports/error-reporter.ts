import type { ErrorReport } from "./error-report";

/** Of one page view: whoever has met ten different errors helps nobody with an eleventh. */
const MAX_REPORTS_PER_PAGE = 10;

/** Tells each error once. What cannot be told is not told again: a report that fails must not make another. */
export class ErrorReporter {
  private readonly told = new Set<string>();

  constructor(private readonly send: (problem: ErrorReport) => void) {}

  report(problem: ErrorReport | null): void {
    if (!problem || this.told.size >= MAX_REPORTS_PER_PAGE) return;
    const same = `${problem.message}\n${problem.stack}`;
    if (this.told.has(same)) return;
    this.told.add(same);
    try {
      this.send(problem);
    } catch {
      // There is nobody left to tell.
    }
  }
}
