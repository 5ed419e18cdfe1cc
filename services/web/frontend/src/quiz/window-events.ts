import type { QuizCtrl } from "./ctrl";

function guessInput(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("#guess");
}

/** "/" goes to the input from anywhere, and there is no hunting for it on arrival either. */
export function listenForSlash(): void {
  // On a touch screen the focus would raise the keyboard over a map not seen yet.
  if (!window.matchMedia("(pointer: coarse)").matches) guessInput()?.focus();
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    guessInput()?.focus();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement || document.querySelector("dialog[open]") !== null;
}

/**
 * Keeps the page as tall as what the on-screen keyboard leaves. `interactive-widget=resizes-content` does it
 * where it is known; Safari shrinks only the visual viewport, and scrolls the page under the keyboard.
 */
export function rideTheKeyboard(): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const fit = (): void => {
    const zoomedByHand = viewport.scale > 1.01;
    if (zoomedByHand) return;
    document.documentElement.style.setProperty("--seen", `${Math.round(viewport.height)}px`);
    document.documentElement.classList.toggle("cramped", viewport.height < 480);
    window.scrollTo(0, 0);
  };
  viewport.addEventListener("resize", fit);
  fit();
}

/** `?guess=…`, from the home page's input: played once, then taken out of the address so that a reload does not repeat it. */
export function playGuessFromAddress(ctrl: QuizCtrl): void {
  const guess = fromAddress("guess");
  if (guess === null) return;
  takeFromAddress("guess");
  ctrl.submit(guess);
}

/** `?continue=<id>`, from a play's page: kept in the address until the play is here, so that a reload tries again. */
export function continueFromAddress(ctrl: QuizCtrl): void {
  const id = fromAddress("continue");
  if (id === null) return;
  ctrl.continuing.start(id, () => {
    takeFromAddress("continue");
  });
}

function fromAddress(name: string): string | null {
  return new URL(window.location.href).searchParams.get(name);
}

function takeFromAddress(name: string): void {
  const address = new URL(window.location.href);
  address.searchParams.delete(name);
  window.history.replaceState(null, "", address);
}

/** A phone that is locked or a tab that is closed may never say more than this. */
export function saveBeforeLeaving(ctrl: QuizCtrl): void {
  const lastWord = (): void => {
    void ctrl.share.saver.lastWord();
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") lastWord();
  });
  window.addEventListener("pagehide", lastWord);
  // Some thousand places, taken within seconds: the browser asks whether to leave, and meanwhile they are saved.
  window.addEventListener("beforeunload", (event) => {
    if (ctrl.share.saver.holdThePage()) event.preventDefault();
  });
  // Back from the browser's cache of pages, its timers may be long gone.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) ctrl.retry();
  });
}
