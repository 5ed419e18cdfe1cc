// Loads the GoatCounter visit counter. Pages include this script only if the operator configured a GoatCounter.
import { countedPath, mayCountVisit } from "./visit-privacy";

declare global {
  interface Window {
    goatcounter?: { path: () => string };
  }
}

/** GoatCounter's script counts one visit when it loads. It calls `path` for the address to count. */
function loadCounter(counterUrl: string): void {
  window.goatcounter = { path: () => countedPath(window.location.pathname) };
  const script = document.createElement("script");
  script.async = true;
  script.src = `${counterUrl}/count.js`;
  script.dataset["goatcounter"] = `${counterUrl}/count`;
  document.head.append(script);
}

const counterUrl = document.querySelector<HTMLElement>("script[data-counter]")?.dataset["counter"];
if (counterUrl && mayCountVisit(navigator)) loadCounter(counterUrl);
