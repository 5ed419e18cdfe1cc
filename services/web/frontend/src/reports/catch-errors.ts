// Runs in the head, before every other script: what fails after it is told to the server.
import { sendReport } from "../api/error-report";
import { FAILED, type Failure } from "../api/failed-requests";
import { errorReportFor } from "./error-report";
import { ErrorReporter } from "./error-reporter";

const reporter = new ErrorReporter(sendReport);

function tell(thrown: unknown, said = ""): void {
  const release = document.querySelector<HTMLMetaElement>("meta[name=release]")?.content ?? "";
  reporter.report(errorReportFor(thrown, said, { url: window.location.pathname, release }));
}

window.addEventListener("error", ({ error, message }: ErrorEvent) => {
  tell(error, message);
});
window.addEventListener("unhandledrejection", ({ reason }: PromiseRejectionEvent) => {
  tell(reason);
});
document.addEventListener(FAILED, (event) => {
  tell((event as CustomEvent<Failure>).detail);
});
