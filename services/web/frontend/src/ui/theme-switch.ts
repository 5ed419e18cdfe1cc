import { storeThemeChoice, showTheme } from "../storage/theme";

/** Makes the theme switch work that the server puts into every page's header. */
export function wireThemeSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-theme-switch]");
  button?.addEventListener("click", () => {
    const next = document.documentElement.dataset["theme"] === "dark" ? "light" : "dark";
    storeThemeChoice(next);
    showTheme(next);
  });
}
