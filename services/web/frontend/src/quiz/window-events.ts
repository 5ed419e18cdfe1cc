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
  const address = new URL(window.location.href);
  const guess = address.searchParams.get("guess");
  if (guess === null) return;
  address.searchParams.delete("guess");
  window.history.replaceState(null, "", address);
  ctrl.submit(guess);
}
