import { expect } from "chai";
import type { ErrorReport } from "../../src/reports/error-report";
import { ErrorReporter } from "../../src/reports/error-reporter";

const problem = (message: string): ErrorReport => ({ message, stack: "", url: "/", release: "dev" });

describe("the reporter", () => {
  it("tells each error once", () => {
    const told: string[] = [];
    const reporter = new ErrorReporter(({ message }) => told.push(message));
    for (const message of ["a", "b", "a", "a"]) reporter.report(problem(message));
    reporter.report(null);
    expect(told).to.deep.equal(["a", "b"]);
  });

  it("tells ten of a page view at most", () => {
    let told = 0;
    const reporter = new ErrorReporter(() => (told += 1));
    for (let i = 0; i < 1000; i += 1) reporter.report(problem(`error ${i}`));
    expect(told).to.equal(10);
  });

  it("makes no report of a report that fails, and tries it once", () => {
    let tries = 0;
    const reporter = new ErrorReporter(() => {
      tries += 1;
      throw new Error("no network");
    });
    reporter.report(problem("a"));
    reporter.report(problem("a"));
    expect(tries).to.equal(1);
  });
});
