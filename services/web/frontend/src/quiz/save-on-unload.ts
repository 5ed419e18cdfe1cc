import type { QuizCtrl } from "./ctrl";

/** Saves when the page is hidden or closed: after a phone is locked or a tab closed, scripts may not run any more. */
export function saveOnUnload(ctrl: QuizCtrl): void {
  const flush = (): void => {
    void ctrl.share.autoSave.flushOnUnload();
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flush();
  });
  window.addEventListener("pagehide", flush);
  // If there are some thousand unsaved places, the browser asks the player whether to leave. Meanwhile they are saved.
  window.addEventListener("beforeunload", (event) => {
    if (ctrl.share.autoSave.saveIfFlushTooLarge()) event.preventDefault();
  });
  // A page that comes back from the browser's back/forward cache may have lost its timers.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) ctrl.retry();
  });
}
