import { formatCount } from "../game/formatting";
import { matchesQuery } from "./query-match";

interface Entry {
  element: HTMLElement;
  /** The title and the group's name, so that "united states" finds the states. */
  text: string;
}

interface Group {
  element: HTMLDetailsElement;
  entries: Entry[];
}

/** Searches the catalogue that the server put into the page, by hiding the entries that do not match. */
export class CatalogueSearch {
  private readonly groups: Group[];

  constructor(private readonly catalogueElement: HTMLElement) {
    this.groups = [...catalogueElement.querySelectorAll<HTMLDetailsElement>("details.group")].map(readGroup);
  }

  search(query: string): void {
    const isSearching = query.trim() !== "";
    let found = 0;
    this.catalogueElement.classList.toggle("searching", isSearching);
    for (const { element, entries } of this.groups) {
      let foundInGroup = 0;
      for (const entry of entries) {
        const matches = matchesQuery(query, entry.text);
        entry.element.hidden = !matches;
        if (matches) foundInGroup += 1;
      }
      element.hidden = foundInGroup === 0;
      element.open = isSearching && foundInGroup > 0;
      found += foundInGroup;
    }
    this.showStatus(isSearching ? (found === 0 ? "No quiz has that in its name." : formatCount(found, "quiz", "quizzes")) : "");
  }

  /** The link of the first quiz found; Enter opens it. */
  get firstLink(): string | null {
    return this.catalogueElement.querySelector<HTMLAnchorElement>("[data-entry]:not([hidden]) a")?.href ?? null;
  }

  private showStatus(text: string): void {
    const status = this.catalogueElement.querySelector(".search-count");
    if (status) status.textContent = text;
  }
}

function readGroup(element: HTMLDetailsElement): Group {
  const group = element.querySelector("h3")?.textContent ?? "";
  const entries = [...element.querySelectorAll<HTMLElement>("[data-entry]")].map((entry) => ({
    element: entry,
    text: `${entry.querySelector(".entry-title")?.textContent ?? ""} ${group}`,
  }));
  return { element, entries };
}
