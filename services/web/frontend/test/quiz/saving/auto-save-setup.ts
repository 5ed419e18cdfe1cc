import { AutoSave } from "../../../src/quiz/saving/auto-save";
import type { Snapshot } from "../../../src/quiz/saving/save-requests";
import { NamespacedStore } from "../../../src/storage/namespaced-store";
import { SaveStateStore } from "../../../src/storage/save-state";
import { us } from "../../factories";
import { FakeStorage } from "../../fake-storage";
import { FakeServer, saveDeps, settled } from "../fake-server";

export interface Setup {
  autoSave: AutoSave;
  server: FakeServer;
  backend: FakeStorage;
  /** The play as the tab has it now. */
  snapshot: Snapshot;
  /** Adds places to the play. */
  namePlaces: (...ids: number[]) => void;
  /** Fires the last timer, and waits until what it starts has ended. */
  fireTimer: () => Promise<void>;
  /** The delay of the current timer in ms. */
  delay: () => number | null;
}

/** A tab with a play of two places. A second one with the same storage and server is another tab, or a reload. */
export function setup(backend = new FakeStorage(), server = new FakeServer(), ids = [1, 2]): Setup {
  const snapshot: Snapshot = { ids, started: 1_000, ended: 2_000, mode: "plain" };
  let timer: { action: () => void; ms: number } | null = null;
  const deps = saveDeps(server, backend);
  const autoSave = new AutoSave({
    ...deps,
    quiz: us,
    state: new SaveStateStore(new NamespacedStore(backend, "us"), deps.plays, us.title),
    snapshot: () => ({ ...snapshot }),
    size: () => snapshot.ids.length,
    now: () => 5_000,
    schedule: (action, ms) => {
      timer = { action, ms };
      return () => (timer = null);
    },
    onChange: () => undefined,
  });
  const namePlaces = (...more: number[]): void => {
    snapshot.ids = [...snapshot.ids, ...more];
    autoSave.touch();
  };
  const fireTimer = async (): Promise<void> => {
    timer?.action();
    await settled();
  };
  return { autoSave, server, backend, snapshot, namePlaces, fireTimer, delay: () => timer?.ms ?? null };
}

/** A tab whose play is saved; the server's log starts after that. */
export async function setupSaved(): Promise<Setup> {
  const tab = setup();
  tab.autoSave.begin();
  await settled();
  tab.server.log.length = 0;
  return tab;
}

/** Ids as long as real ones. 8,000 of them exceed the 60 KB that a closing page can send. */
export function makeIds(count: number): number[] {
  return Array.from({ length: count }, (_, at) => 10_000_000 + at);
}
