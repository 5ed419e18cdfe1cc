import m from "mithril";
import { createDeletion } from "../result/own-play-deletion";
import { browserShelf } from "../storage/local-storage";
import { SavedPlays } from "../storage/saved-plays";
import { wireThemeSwitch } from "../ui/theme-switch";
import { type OwnPlay, ownPlaysView } from "./own-plays-view";

function ownPlays(): OwnPlay[] {
  const shelf = browserShelf();
  const plays = new SavedPlays(shelf);
  return plays.all().map(([id, saved]) => ({ id, saved, deletion: createDeletion(shelf, plays, id, saved, () => undefined) }));
}

wireThemeSwitch();
const place = document.getElementById("own-plays");
if (place) {
  const own = ownPlays();
  m.mount(place, { view: () => ownPlaysView(own) });
}
