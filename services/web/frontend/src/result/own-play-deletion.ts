import m from "mithril";
import { playsApi } from "../api/plays";
import type { SavedPlay, SavedPlays } from "../storage/saved-plays";
import { SavingState } from "../storage/save-state";
import { type Shelf, Store } from "../storage/namespaced-store";
import { Deletion } from "./deletion";

/** The deletion of a play that this browser saved. `onDeleted` is called once the play is gone. */
export function createDeletion(backend: Shelf | null, plays: SavedPlays, id: string, saved: SavedPlay, onDeleted: () => void): Deletion {
  const { secret, quiz, title } = saved;
  const deletion = new Deletion(
    { id, secret },
    {
      remove: (own) => playsApi.remove(own),
      // Forgets the secret, and stops the quiz page from saving to this play.
      forget: () => { new SavingState(new Store(backend, quiz), plays, title).forget(id); },
      redraw: () => {
        if (deletion.stage === "gone") onDeleted();
        m.redraw();
      },
    },
  );
  return deletion;
}
