import type { QuizCtrl } from "./ctrl";

/** `?guess=…` comes from the home page's input. It is removed from the address, so that a reload does not repeat the guess. */
export function applyGuessParam(ctrl: QuizCtrl): void {
  const guess = readParam("guess");
  if (guess === null) return;
  removeParam("guess");
  ctrl.submit(guess);
}

/** `?continue=<id>` comes from a play's page. It stays in the address until the play is loaded, so that a reload tries again. */
export function applyContinueParam(ctrl: QuizCtrl): void {
  const id = readParam("continue");
  if (id === null) return;
  ctrl.continuation.start(id, () => {
    removeParam("continue");
  });
}

function readParam(name: string): string | null {
  return new URL(window.location.href).searchParams.get(name);
}

function removeParam(name: string): void {
  const address = new URL(window.location.href);
  address.searchParams.delete(name);
  window.history.replaceState(null, "", address);
}
