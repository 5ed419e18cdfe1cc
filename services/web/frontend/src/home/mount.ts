import { wireThemeSwitch } from "../ui/theme-switch";
import { CatalogueSearch } from "./catalogue-search";

function wireSearch(root: HTMLElement): void {
  const catalogue = new CatalogueSearch(root);
  const input = root.querySelector<HTMLInputElement>("#find");
  const search = (): void => {
    catalogue.search(input?.value ?? "");
  };
  input?.addEventListener("input", search);
  root.querySelector("form.catalogue-search")?.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input?.value.trim() && catalogue.firstLink) window.location.assign(catalogue.firstLink);
  });
  search(); // the browser restores the input when the player comes back to the page
}

wireThemeSwitch();
const root = document.querySelector<HTMLElement>(".catalogue");
if (root) wireSearch(root);
