export type Theme = "light" | "dark";

const THEME_KEY = "toponaut:theme";
const DARK_QUERY = "(prefers-color-scheme: dark)";

export function systemTheme(): Theme {
  return window.matchMedia(DARK_QUERY).matches ? "dark" : "light";
}

/** The theme that the player chose; null if the page follows the system. */
export function chosenTheme(): Theme | null {
  try {
    const stored = localStorage.getItem(THEME_KEY);
    return stored === "light" || stored === "dark" ? stored : null;
  } catch {
    return null;
  }
}

/** If the player chooses the system's own theme, nothing is stored, so the page follows the system again. */
export function storeThemeChoice(theme: Theme): void {
  try {
    if (theme === systemTheme()) localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Without storage the choice lasts until the player leaves the page.
  }
}

/** The document's "theme" event tells drawings that do not use the style sheet, such as the canvas, to redraw. */
export function showTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  document.dispatchEvent(new Event("theme"));
}

export function followSystemTheme(): void {
  window.matchMedia(DARK_QUERY).addEventListener("change", () => {
    showTheme(chosenTheme() ?? systemTheme());
  });
}
