import m from "mithril";
import { playsApi } from "../api/plays";
import type { SavedPlayEntry, SavedPlays } from "../storage/saved-plays";
import { SaveStateStore } from "../storage/save-state";
import { type StorageBackend, NamespacedStore } from "../storage/namespaced-store";
import { DeletionCtrl } from "./deletion-ctrl";

/** The deletion of a play that this browser saved. `onDeleted` is called once the play is gone. */
export function createDeletionCtrl(backend: StorageBackend | null, plays: SavedPlays, id: string, saved: SavedPlayEntry, onDeleted: () => void): DeletionCtrl {
  const { secret, quiz, title } = saved;
  const deletion = new DeletionCtrl(
    { id, secret },
    {
      remove: (own) => playsApi.remove(own),
      // Forgets the secret, and stops the quiz page from saving to this play.
      forget: () => { new SaveStateStore(new NamespacedStore(backend, quiz), plays, title).forget(id); },
      redraw: () => {
        if (deletion.stage === "gone") onDeleted();
        m.redraw();
      },
    },
  );
  return deletion;
}
