import { expect } from "chai";
import { ErrorReporter } from "../../src/reports/error-reporter";
import type { ErrorReport } from "../../src/reports/make-error-report";

const reportOf = (message: string): ErrorReport => ({ message, stack: "", url: "/", release: "dev" });

describe("ErrorReporter", () => {
  it("reports each error once", () => {
    const sent: string[] = [];
    const reporter = new ErrorReporter(({ message }) => sent.push(message));
    for (const message of ["a", "b", "a", "a"]) reporter.report(reportOf(message));
    reporter.report(null);
    expect(sent).to.deep.equal(["a", "b"]);
  });

  it("reports at most ten errors per page view", () => {
    let sent = 0;
    const reporter = new ErrorReporter(() => (sent += 1));
    for (let i = 0; i < 1000; i += 1) reporter.report(reportOf(`error ${i}`));
    expect(sent).to.equal(10);
  });

  it("does not repeat a report that fails", () => {
    let tries = 0;
    const reporter = new ErrorReporter(() => {
      tries += 1;
      throw new Error("no network");
    });
    reporter.report(reportOf("a"));
    reporter.report(reportOf("a"));
    expect(tries).to.equal(1);
  });
});
