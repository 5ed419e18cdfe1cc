// Makes the home page's search and theme switch work.
import { wireThemeSwitch } from "../ui/theme-switch";
import { CatalogueSearch } from "./catalogue-search";

function wireSearch(catalogueElement: HTMLElement): void {
  const catalogue = new CatalogueSearch(catalogueElement);
  const input = catalogueElement.querySelector<HTMLInputElement>("#find");
  const search = (): void => {
    catalogue.search(input?.value ?? "");
  };
  input?.addEventListener("input", search);
  catalogueElement.querySelector("form.catalogue-search")?.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input?.value.trim() && catalogue.firstLink) window.location.assign(catalogue.firstLink);
  });
  search(); // the browser restores the input when the player comes back to the page
}

wireThemeSwitch();
const catalogueElement = document.querySelector<HTMLElement>(".catalogue");
if (catalogueElement) wireSearch(catalogueElement);
