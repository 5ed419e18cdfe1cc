import m from "mithril";
import { browserShelf } from "../storage/local-storage";
import { SavedPlays } from "../storage/saved-plays";
import { wireThemeSwitch } from "../ui/theme-switch";
import { readPageData } from "./page-data";
import { LinkView } from "./link-view";
import { ResultMap } from "./map-view";
import { createDeletion } from "./own-play-deletion";
import { deletedView, ownPlayView } from "./own-play-view";

const shelf = browserShelf();
const plays = new SavedPlays(shelf);

function mountMap(): void {
  const [section, boot] = [document.getElementById("map"), readPageData()];
  if (section && boot) m.mount(section, ResultMap(boot));
}

function mountLink(): void {
  const place = document.getElementById("copy");
  const link = document.querySelector<HTMLLinkElement>("link[rel=canonical]");
  if (place && link) m.mount(place, LinkView(document.title, link.href));
}

/** What only the owner sees, in the place of what everybody else does. */
function mountOwn(main: HTMLElement, id: string): void {
  const [place, saved] = [document.getElementById("own"), plays.get(id)];
  if (!place || !saved) return;
  const deletion = createDeletion(shelf, plays, id, saved, () => {
    m.mount(place, null);
    clear(main);
  });
  m.mount(place, { view: () => ownPlayView(deletion, saved) });
}

/** The play is deleted: nothing of it stays on the screen either. */
function clear(main: HTMLElement): void {
  document.title = "Deleted · Toponaut";
  main.className = "message";
  m.mount(main, deletedView);
}

/** Of two plays compared, which one is whose. */
function markYours(): void {
  for (const side of document.querySelectorAll<HTMLElement>(".side")) {
    if (plays.get(side.dataset["play"] ?? "")) side.querySelector(".note")?.append(", yours");
  }
}

wireThemeSwitch();
const main = document.querySelector<HTMLElement>("main[data-play]");
if (main) mountOwn(main, main.dataset["play"] ?? "");
mountMap();
mountLink();
markYours();
