// An importer whose network, timers and locks are the test's.
import type { Outcome } from "../../../src/api/outcome";
import type { Match, Place } from "../../../src/api/types";
import type { ListsDeps } from "../../../src/quiz/dependencies";
import { Importer } from "../../../src/quiz/import-export/importer";
import { ImportLog } from "../../../src/storage/import-progress";
import { Store } from "../../../src/storage/namespaced-store";
import { chicago, FakeShelf, hit, missed, us } from "../../factories";

export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** For pages that import nothing. */
export const noLists: ListsDeps = { matches: () => Promise.resolve({ ok: true, value: [] }), exclusively: (action) => action() };

/** Every name "p7" is a place of its own; everything else is unknown. */
function answer(name: string): Match {
  const id = /^p(\d+)$/.exec(name)?.[1];
  return id === undefined ? missed("unknown") : hit({ ...chicago, id: Number(id) + 1 });
}

export interface Rig {
  importer: Importer;
  taken: Place[];
  asked: number[];
  waits: number[];
  ended: number;
  /** Lets the timers run out that are waiting now. */
  fire: () => Promise<void>;
  finish: () => Promise<void>;
}

let tabs: Promise<void> = Promise.resolve();

/** All pages are gone, and their locks with them. */
export function closeTabs(): void {
  tabs = Promise.resolve();
}

export function rig(shelf = new FakeShelf(), script: Outcome<Match[]>[] = [], known = new Set<number>()): Rig {
  let timers: (() => void)[] = [];
  const made: Rig = { taken: [], asked: [], waits: [], ended: 0 } as unknown as Rig;
  made.fire = async () => {
    const due = timers;
    timers = [];
    for (const timer of due) timer();
    await settled();
  };
  made.finish = async () => {
    await settled();
    while (timers.length > 0) await made.fire();
  };
  made.importer = new Importer(us, {
    log: new ImportLog(new Store(shelf, us.slug)),
    ask: (names) => {
      made.asked.push(names.length);
      return Promise.resolve(script.shift() ?? { ok: true, value: names.map(answer) });
    },
    has: (id) => known.has(id) || made.taken.some((place) => place.id === id),
    take: (places) => made.taken.push(...places),
    exclusively: (action) => (tabs = tabs.then(action)),
    later: (action, ms) => {
      made.waits.push(ms);
      timers.push(action);
      return () => (timers = timers.filter((timer) => timer !== action));
    },
    changed: () => undefined,
    ended: () => (made.ended += 1),
  });
  return made;
}
