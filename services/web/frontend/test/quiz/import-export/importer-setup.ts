// An importer with a scripted network, manual timers and a lock shared by all tabs of a test.
import type { Outcome } from "../../../src/api/outcome";
import type { Match, Place } from "../../../src/api/types";
import type { ImportDeps } from "../../../src/quiz/dependencies";
import { Importer } from "../../../src/quiz/import-export/importer";
import { ImportProgress } from "../../../src/storage/import-progress";
import { NamespacedStore } from "../../../src/storage/namespaced-store";
import { chicago, hit, miss, us } from "../../factories";
import { FakeStorage } from "../../fake-storage";
import { nextTurn } from "../../next-turn";

/** For pages of tests that import nothing. */
export const noImport: ImportDeps = { matches: () => Promise.resolve({ ok: true, value: [] }), withTabLock: (action) => action() };

/** Each name "p<number>" matches a place of its own; all other names are unknown. */
function matchFor(name: string): Match {
  const id = /^p(\d+)$/.exec(name)?.[1];
  return id === undefined ? miss("unknown") : hit({ ...chicago, id: Number(id) + 1 });
}

export interface Setup {
  importer: Importer;
  added: Place[];
  /** How many names each request contained. */
  requestSizes: number[];
  /** The delays of all timers, in ms. */
  delays: number[];
  endCount: number;
  /** Fires the timers that are waiting now. */
  fireTimers: () => Promise<void>;
  /** Fires timers until none is left. */
  finish: () => Promise<void>;
}

let tabLock: Promise<void> = Promise.resolve();

/** As if all pages were closed: their locks are released. */
export function closeTabs(): void {
  tabLock = Promise.resolve();
}

/** One tab. Another one with the same storage is a second tab or a reload. `named`: ids that are already on the map. */
export function setup(backend = new FakeStorage(), script: Outcome<Match[]>[] = [], named = new Set<number>()): Setup {
  let timers: (() => void)[] = [];
  const tab: Setup = { added: [], requestSizes: [], delays: [], endCount: 0 } as unknown as Setup;
  tab.fireTimers = async () => {
    const due = timers;
    timers = [];
    for (const timer of due) timer();
    await nextTurn();
  };
  tab.finish = async () => {
    await nextTurn();
    while (timers.length > 0) await tab.fireTimers();
  };
  tab.importer = new Importer(us, {
    progress: new ImportProgress(new NamespacedStore(backend, us.slug)),
    fetchMatches: (names) => {
      tab.requestSizes.push(names.length);
      return Promise.resolve(script.shift() ?? { ok: true, value: names.map(matchFor) });
    },
    isNamed: (id) => named.has(id) || tab.added.some((place) => place.id === id),
    addPlaces: (places) => tab.added.push(...places),
    withTabLock: (action) => (tabLock = tabLock.then(action)),
    schedule: (action, ms) => {
      tab.delays.push(ms);
      timers.push(action);
      return () => (timers = timers.filter((timer) => timer !== action));
    },
    onChange: () => undefined,
    onEnd: () => (tab.endCount += 1),
  });
  return tab;
}
