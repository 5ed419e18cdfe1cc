export type Theme = "light" | "dark";

const KEY = "toponaut:theme";
const DARK = "(prefers-color-scheme: dark)";

export function systemTheme(): Theme {
  return window.matchMedia(DARK).matches ? "dark" : "light";
}

/** The player's own choice; null follows the system. */
export function chosenTheme(): Theme | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : null;
  } catch {
    return null;
  }
}

/** Choosing what the system says anyway means following it again. */
export function chooseTheme(theme: Theme): void {
  try {
    if (theme === systemTheme()) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Without storage the choice holds until the page is left.
  }
}

/** "theme" events on the document tell drawings that do not read the style sheet to redraw. */
export function showTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  document.dispatchEvent(new Event("theme"));
}

export function followSystem(): void {
  window.matchMedia(DARK).addEventListener("change", () => {
    showTheme(chosenTheme() ?? systemTheme());
  });
}
