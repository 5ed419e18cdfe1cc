function guessInput(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("#guess");
}

/** The "/" key focuses the guess input from anywhere on the page. The input also has the focus when the page opens. */
export function focusInputOnSlash(): void {
  // On a touch screen the focus would open the keyboard over a map that the player has not seen yet.
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
 * Keeps the page as tall as the part of the screen above the on-screen keyboard. `interactive-widget=resizes-content`
 * does this in browsers that support it; Safari shrinks only the visual viewport, and scrolls the page under the keyboard.
 */
export function fitPageToKeyboard(): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const fit = (): void => {
    const zoomedByHand = viewport.scale > 1.01;
    if (zoomedByHand) return;
    document.documentElement.style.setProperty("--visible-height", `${Math.round(viewport.height)}px`);
    document.documentElement.classList.toggle("short-viewport", viewport.height < 480);
    window.scrollTo(0, 0);
  };
  viewport.addEventListener("resize", fit);
  fit();
}
