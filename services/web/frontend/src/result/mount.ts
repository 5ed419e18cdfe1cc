import m from "mithril";
import { localStorageBackend } from "../storage/local-storage";
import { SavedPlays } from "../storage/saved-plays";
import { wireThemeSwitch } from "../ui/theme-switch";
import { readPageData } from "./page-data";
import { LinkView } from "./link-view";
import { ResultMap } from "./map-view";
import { createDeletionCtrl } from "./own-play-deletion";
import { deletedView, ownPlayView } from "./own-play-view";

const backend = localStorageBackend();
const plays = new SavedPlays(backend);

function mountMap(): void {
  const [section, page] = [document.getElementById("map"), readPageData()];
  if (section && page) m.mount(section, ResultMap(page));
}

function mountLink(): void {
  const container = document.getElementById("copy");
  const link = document.querySelector<HTMLLinkElement>("link[rel=canonical]");
  if (container && link) m.mount(container, LinkView(document.title, link.href));
}

/** Replaces the links for visitors by the owner's controls, if this browser saved the play. */
function mountOwnerControls(main: HTMLElement, id: string): void {
  const [container, saved] = [document.getElementById("own"), plays.get(id)];
  if (!container || !saved) return;
  const deletion = createDeletionCtrl(backend, plays, id, saved, () => {
    m.mount(container, null);
    showDeleted(main);
  });
  m.mount(container, { view: () => ownPlayView(deletion, saved) });
}

/** Removes the deleted play from the screen. */
function showDeleted(main: HTMLElement): void {
  document.title = "Deleted · Toponaut";
  main.className = "message";
  m.mount(main, deletedView);
}

/** Marks which of two compared plays is this browser's own. */
function markOwnPlays(): void {
  for (const side of document.querySelectorAll<HTMLElement>(".side")) {
    if (plays.get(side.dataset["play"] ?? "")) side.querySelector(".note")?.append(", yours");
  }
}

wireThemeSwitch();
const main = document.querySelector<HTMLElement>("main[data-play]");
if (main) mountOwnerControls(main, main.dataset["play"] ?? "");
mountMap();
mountLink();
markOwnPlays();
