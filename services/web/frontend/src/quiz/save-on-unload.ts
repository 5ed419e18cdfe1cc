import type { QuizCtrl } from "./ctrl";

/** Saves when the page is hidden or closed: for a locked phone or a closed tab this may be the last chance. */
export function saveOnUnload(ctrl: QuizCtrl): void {
  const flush = (): void => {
    void ctrl.share.autoSave.flushOnUnload();
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flush();
  });
  window.addEventListener("pagehide", flush);
  // With some thousand unsaved places the browser asks the player whether to leave, and they are saved meanwhile.
  window.addEventListener("beforeunload", (event) => {
    if (ctrl.share.autoSave.shouldHoldPage()) event.preventDefault();
  });
  // A page that comes back from the browser's back/forward cache may have lost its timers.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) ctrl.retry();
  });
}
