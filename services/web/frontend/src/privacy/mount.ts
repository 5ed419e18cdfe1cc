import m from "mithril";
import { createDeletionCtrl } from "../result/own-play-deletion";
import { localStorageBackend } from "../storage/local-storage";
import { SavedPlays } from "../storage/saved-plays";
import { wireThemeSwitch } from "../ui/theme-switch";
import { type OwnPlay, ownPlaysView } from "./own-plays-view";

function ownPlays(): OwnPlay[] {
  const backend = localStorageBackend();
  const plays = new SavedPlays(backend);
  return plays.all().map(([id, saved]) => ({ id, saved, deletion: createDeletionCtrl(backend, plays, id, saved, () => undefined) }));
}

wireThemeSwitch();
const container = document.getElementById("own-plays");
if (container) {
  const own = ownPlays();
  m.mount(container, { view: () => ownPlaysView(own) });
}
