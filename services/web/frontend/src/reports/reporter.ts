import type { Problem } from "./problem";

/** Of one page view: whoever has met ten different errors helps nobody with an eleventh. */
const MOST = 10;

/** Tells each error once. What cannot be told is not told again: a report that fails must not make another. */
export class Reporter {
  private readonly told = new Set<string>();

  constructor(private readonly send: (problem: Problem) => void) {}

  report(problem: Problem | null): void {
    if (!problem || this.told.size >= MOST) return;
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
