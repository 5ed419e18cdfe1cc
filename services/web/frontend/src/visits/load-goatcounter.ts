// Stands on a page only where the operator has named a GoatCounter.
import { countedPath, mayCountVisit } from "./visit-privacy";

declare global {
  interface Window {
    goatcounter?: { path: () => string };
  }
}

/** GoatCounter's own script counts one visit when it arrives. It asks for `path` first. */
function count(counter: string): void {
  window.goatcounter = { path: () => countedPath(window.location.pathname) };
  const script = document.createElement("script");
  script.async = true;
  script.src = `${counter}/count.js`;
  script.dataset["goatcounter"] = `${counter}/count`;
  document.head.append(script);
}

const counter = document.querySelector<HTMLElement>("script[data-counter]")?.dataset["counter"];
if (counter && mayCountVisit(navigator)) count(counter);
