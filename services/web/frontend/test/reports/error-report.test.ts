import { expect } from "chai";
import { pathOnly, errorReportFor } from "../../src/reports/error-report";

const page = { url: "/quizzes/us", release: "v1.2.0" };

function thrown(message: string, stack = "Error: x\n    at f (https://toponaut.example/static/quiz.js:1:2)"): Error {
  const error = new Error(message);
  error.stack = stack;
  return error;
}

describe("a problem", () => {
  it("is an error with its stack, its page and the page's release", () => {
    const error = thrown("x");
    expect(errorReportFor(error, "Uncaught Error: x", page)).to.deep.equal({ message: "Error: x", stack: error.stack, ...page });
  });

  it("may be thrown as words, or as nothing that says what it is", () => {
    expect(errorReportFor("just words", "", page)?.message).to.equal("just words");
    expect(errorReportFor(undefined, "Uncaught undefined", page)?.message).to.equal("Uncaught undefined");
    expect(errorReportFor({ secret: 1 }, "", page)?.message).to.equal("thrown: something that is no error");
  });

  it("is none if another origin's script or an extension made it, or nothing is known", () => {
    expect(errorReportFor(null, "Script error.", page)).to.equal(null);
    expect(errorReportFor(undefined, "ResizeObserver loop completed with undelivered notifications.", page)).to.equal(null);
    expect(errorReportFor(thrown("x", "Error: x\n    at chrome-extension://abcdef/content.js:1:2"), "", page)).to.equal(null);
    expect(errorReportFor(thrown("x", "f@moz-extension://0-1-2/content.js:1:2"), "", page)).to.equal(null);
    expect(errorReportFor(undefined, "", page)).to.equal(null);
  });

  it("fits into 8 KB", () => {
    const long = "x".repeat(100_000);
    const problem = errorReportFor(thrown(long, long), "", { url: `/${long}`, release: long });
    expect(JSON.stringify(problem).length).to.be.below(8 * 1024);
  });

  it("names its page without what was typed", () => {
    expect(pathOnly("https://toponaut.example/quizzes/us?guess=Lviv#x")).to.equal("/quizzes/us");
    expect(pathOnly("/quizzes/us#Lviv")).to.equal("/quizzes/us");
  });
});
