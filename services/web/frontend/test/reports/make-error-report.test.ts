import { expect } from "chai";
import { pathOnly, errorReportFor } from "../../src/reports/make-error-report";

const page = { url: "/quizzes/us", release: "v1.2.0" };

function errorWithStack(message: string, stack = "Error: x\n    at f (https://toponaut.example/static/quiz.js:1:2)"): Error {
  const error = new Error(message);
  error.stack = stack;
  return error;
}

describe("an error report", () => {
  it("has the error, its stack, the page and the page's release", () => {
    const error = errorWithStack("x");
    expect(errorReportFor(error, "Uncaught Error: x", page)).to.deep.equal({ message: "Error: x", stack: error.stack, ...page });
  });

  it("has the thrown text, or the event's message, if no error object was thrown", () => {
    expect(errorReportFor("just words", "", page)?.message).to.equal("just words");
    expect(errorReportFor(undefined, "Uncaught undefined", page)?.message).to.equal("Uncaught undefined");
    expect(errorReportFor({ secret: 1 }, "", page)?.message).to.equal("thrown: a value that is not an Error");
  });

  it("is not made for scripts of other origins, for extensions, or without a message", () => {
    expect(errorReportFor(null, "Script error.", page)).to.equal(null);
    expect(errorReportFor(undefined, "ResizeObserver loop completed with undelivered notifications.", page)).to.equal(null);
    expect(errorReportFor(errorWithStack("x", "Error: x\n    at chrome-extension://abcdef/content.js:1:2"), "", page)).to.equal(null);
    expect(errorReportFor(errorWithStack("x", "f@moz-extension://0-1-2/content.js:1:2"), "", page)).to.equal(null);
    expect(errorReportFor(undefined, "", page)).to.equal(null);
  });

  it("fits into 8 KB", () => {
    const long = "x".repeat(100_000);
    const report = errorReportFor(errorWithStack(long, long), "", { url: `/${long}`, release: long });
    expect(JSON.stringify(report).length).to.be.below(8 * 1024);
  });

  it("has the page's path without its query and fragment", () => {
    expect(pathOnly("https://toponaut.example/quizzes/us?guess=Lviv#x")).to.equal("/quizzes/us");
    expect(pathOnly("/quizzes/us#Lviv")).to.equal("/quizzes/us");
  });
});
