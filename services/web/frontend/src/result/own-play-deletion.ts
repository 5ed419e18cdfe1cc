import m from "mithril";
import { playsApi } from "../api/plays";
import type { SavedPlay, SavedPlays } from "../storage/saved-plays";
import { SavingState } from "../storage/save-state";
import { type Shelf, Store } from "../storage/namespaced-store";
import { Deletion } from "./deletion";

/** The deletion of a play that this browser saved. `done` is called once the play is gone. */
export function createDeletion(shelf: Shelf | null, plays: SavedPlays, id: string, saved: SavedPlay, done: () => void): Deletion {
  const { secret, quiz, title } = saved;
  const deletion = new Deletion(
    { id, secret },
    {
      remove: (own) => playsApi.remove(own),
      // Its secret, and that the quiz's page should go on saving it.
      forget: () => { new SavingState(new Store(shelf, quiz), plays, title).forget(id); },
      redraw: () => {
        if (deletion.stage === "gone") done();
        m.redraw();
      },
    },
  );
  return deletion;
}
