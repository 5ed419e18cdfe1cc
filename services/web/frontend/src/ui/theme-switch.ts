import { chooseTheme, showTheme } from "../storage/theme";

/** The switch stands in the page's header as the server sent it, on every page; this brings it to life. */
export function wireThemeSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-theme-switch]");
  button?.addEventListener("click", () => {
    const next = document.documentElement.dataset["theme"] === "dark" ? "light" : "dark";
    chooseTheme(next);
    showTheme(next);
  });
}
