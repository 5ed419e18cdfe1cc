import { wireThemeSwitch } from "../ui/theme-switch";
import { CatalogueSearch } from "./catalogue-search";

function wireFinder(root: HTMLElement): void {
  const catalogue = new CatalogueSearch(root);
  const input = root.querySelector<HTMLInputElement>("#find");
  const find = (): void => {
    catalogue.search(input?.value ?? "");
  };
  input?.addEventListener("input", find);
  root.querySelector("form.finder")?.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input?.value.trim() && catalogue.first) window.location.assign(catalogue.first);
  });
  find(); // a page come back to keeps what was typed
}

wireThemeSwitch();
const root = document.querySelector<HTMLElement>(".catalogue");
if (root) wireFinder(root);
