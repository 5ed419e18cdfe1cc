// Reports errors to the server. This script runs in the head, so that it catches the errors of all later scripts.
import { sendErrorReport } from "../api/client-errors";
import { REQUEST_FAILED } from "../api/failed-requests";
import { ErrorReporter } from "./error-reporter";
import { errorReportFor } from "./make-error-report";

const reporter = new ErrorReporter(sendErrorReport);

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
document.addEventListener(REQUEST_FAILED, (event) => {
  report((event as CustomEvent<string>).detail);
});
