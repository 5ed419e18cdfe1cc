// Reports errors to the server. Runs in the head, so that it catches the errors of every later script.
import { sendReport } from "../api/error-report";
import { FAILED, type Failure } from "../api/failed-requests";
import { errorReportFor } from "./error-report";
import { ErrorReporter } from "./error-reporter";

const reporter = new ErrorReporter(sendReport);

function report(thrown: unknown, message = ""): void {
  const release = document.querySelector<HTMLMetaElement>("meta[name=release]")?.content ?? "";
  reporter.report(errorReportFor(thrown, message, { url: window.location.pathname, release }));
}

window.addEventListener("error", ({ error, message }: ErrorEvent) => {
  report(error, message);
});
window.addEventListener("unhandledrejection", ({ reason }: PromiseRejectionEvent) => {
  report(reason);
});
document.addEventListener(FAILED, (event) => {
  report((event as CustomEvent<Failure>).detail);
});
