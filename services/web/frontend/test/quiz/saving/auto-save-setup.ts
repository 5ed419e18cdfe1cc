import type { Shot } from "../../../src/quiz/saving/save-requests";
import { Saver } from "../../../src/quiz/saving/auto-save";
import { SavedPlays } from "../../../src/storage/saved-plays";
import { SavingState } from "../../../src/storage/save-state";
import { Store } from "../../../src/storage/namespaced-store";
import { FakeShelf, us } from "../../factories";
import { FakeServer, settled } from "../fake-server";

export interface Rig {
  saver: Saver;
  server: FakeServer;
  shelf: FakeShelf;
  shot: Shot;
  /** The play is another now. */
  name: (...ids: number[]) => void;
  /** Lets time pass: the last timer fires, and what it starts comes to its end. */
  pass: () => Promise<void>;
  waits: () => number | null;
}


/** A tab with a play of two places. A second one on the same shelf and server is another tab, or a reload. */
export function rig(shelf = new FakeShelf(), server = new FakeServer(), ids = [1, 2]): Rig {
  const shot: Shot = { ids, started: 1_000, ended: 2_000, mode: "plain" };
  let timer: { action: () => void; ms: number } | null = null;
  const saver = new Saver({
    quiz: us,
    api: server,
    state: new SavingState(new Store(shelf, "us"), new SavedPlays(shelf), us.title),
    shot: () => ({ ...shot }),
    size: () => shot.ids.length,
    newKey: () => `key${(server.keys += 1)}`,
    exclusively: (action) => action(),
    now: () => 5_000,
    later: (action, ms) => {
      timer = { action, ms };
      return () => (timer = null);
    },
    changed: () => undefined,
  });
  const name = (...more: number[]): void => {
    shot.ids = [...shot.ids, ...more];
    saver.touch();
  };
  const pass = async (): Promise<void> => {
    timer?.action();
    await settled();
  };
  return { saver, server, shelf, shot, name, pass, waits: () => timer?.ms ?? null };
}

/** A play that was saved, and the log of what happened since. */
export async function saved(): Promise<Rig> {
  const made = rig();
  made.saver.begin();
  await settled();
  made.server.log.length = 0;
  return made;
}
