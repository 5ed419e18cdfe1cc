import { formatCount } from "../game/formatting";
import { matchesQuery } from "./query-match";

interface Entry {
  element: HTMLElement;
  /** Title and group, so that "united states" lists the states. */
  text: string;
}

interface Group {
  element: HTMLDetailsElement;
  entries: Entry[];
}

/** The catalogue as the server sent it, made searchable in place: hidden entries are all that changes. */
export class CatalogueSearch {
  private readonly groups: Group[];

  constructor(private readonly root: HTMLElement) {
    this.groups = [...root.querySelectorAll<HTMLDetailsElement>("details.group")].map(readGroup);
  }

  search(query: string): void {
    const asked = query.trim() !== "";
    let found = 0;
    this.root.classList.toggle("searching", asked);
    for (const { element, entries } of this.groups) {
      let here = 0;
      for (const entry of entries) {
        const fits = matchesQuery(query, entry.text);
        entry.element.hidden = !fits;
        if (fits) here += 1;
      }
      element.hidden = here === 0;
      element.open = asked && here > 0;
      found += here;
    }
    this.say(asked ? (found === 0 ? "No quiz has that in its name." : formatCount(found, "quiz", "quizzes")) : "");
  }

  /** Where Enter leads: the first quiz that is left. */
  get first(): string | null {
    return this.root.querySelector<HTMLAnchorElement>("[data-entry]:not([hidden]) a")?.href ?? null;
  }

  private say(words: string): void {
    const status = this.root.querySelector(".finder-count");
    if (status) status.textContent = words;
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
