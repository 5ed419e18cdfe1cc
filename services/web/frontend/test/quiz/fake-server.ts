import type { Outcome, Trouble } from "../../src/api/outcome";
import type { Own, PlaysApi } from "../../src/api/plays";
import type { PlayDetail, Saved } from "../../src/api/types";
import type { SavingDeps } from "../../src/quiz/dependencies";
import { SavedPlays } from "../../src/storage/saved-plays";
import type { Shelf } from "../../src/storage/namespaced-store";

/** What the quiz page needs to save to it. */
export function savingTo(api: FakeServer, shelf: Shelf | null): SavingDeps {
  return { api, plays: new SavedPlays(shelf), newKey: () => `key${(api.keys += 1)}`, exclusively: (action) => action() };
}

interface Stored {
  id: string;
  key: string;
  secret: string;
  revision: number;
  ids: number[];
  mode: string;
}

export const offline: Trouble = { kind: "offline" };
export const busy: Trouble = { kind: "busy", retryAfter: 7 };

export function refused(code: string, places?: number[]): Trouble {
  return { kind: "refused", code, message: `No: ${code}.`, ...(places && { places }) };
}

/** "lost": the server did it, but the answer did not come. */
type Fate = Trouble | "lost";

/** The server's side of saving, in memory: what it refuses by itself, and what it is told to. */
export class FakeServer implements PlaysApi {
  readonly plays: Stored[] = [];
  readonly log: string[] = [];
  /** What becomes of the next requests, one after the other. */
  fates: Fate[] = [];
  /** Called while a request is on its way. */
  meanwhile: (() => void) | null = null;
  foreign: number[] = [];
  /** Keys drawn so far, by any tab. */
  keys = 0;

  get play(): Stored | undefined {
    return this.plays[0];
  }

  post: PlaysApi["post"] = (key, { places, mode }) =>
    this.answer("POST", () => {
      const had = this.plays.find((play) => play.key === key);
      const play = had ?? { id: `play${this.plays.length + 1}`, key, secret: `secret of ${key}`, revision: 1, ids: places, mode };
      if (!had) this.plays.push(play);
      return this.refusal(play, places, null) ?? { ok: true, value: { ...this.saved(play), secret: play.secret, fresh: !had } };
    });

  put: PlaysApi["put"] = (own, { places, mode, revision }) =>
    this.answer("PUT", () => this.change(own, revision, () => places, mode));

  patch: PlaysApi["patch"] = (own, { removed, added, mode, revision, data_version: data }) =>
    this.answer(`PATCH +${added.length} -${removed.length}${data === null ? " last" : ""}`, () =>
      this.change(own, revision, (ids) => [...ids.filter((id) => !removed.includes(id)), ...added], mode),
    );

  remove: PlaysApi["remove"] = ({ id }) =>
    this.answer("DELETE", () => {
      this.plays.splice(this.plays.findIndex((play) => play.id === id), 1);
      return { ok: true, value: null };
    });

  detail: PlaysApi["detail"] = (id) =>
    this.answer("GET", () => {
      const play = this.plays.find((one) => one.id === id);
      if (!play) return { ok: false, trouble: refused("unknown_play") };
      return { ok: true, value: { revision: play.revision } as PlayDetail };
    });

  private async answer<T>(what: string, act: () => Outcome<T>): Promise<Outcome<T>> {
    this.log.push(what);
    const fate = this.fates.shift();
    const outcome = fate === undefined || fate === "lost" ? act() : null;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.meanwhile?.();
    if (outcome === null) return { ok: false, trouble: fate as Trouble };
    return fate === "lost" ? { ok: false, trouble: offline } : outcome;
  }

  private change({ id, secret }: Own, revision: number, ids: (had: number[]) => number[], mode: string): Outcome<Saved> {
    const play = this.plays.find((one) => one.id === id);
    if (!play) return { ok: false, trouble: refused("unknown_play") };
    if (play.secret !== secret) return { ok: false, trouble: refused("not_yours") };
    if (play.revision !== revision) return { ok: false, trouble: refused("stale_play") };
    const places = ids(play.ids);
    const refusal = this.refusal(null, places, play);
    if (refusal) return refusal;
    Object.assign(play, { ids: places, mode, revision: revision + 1 });
    return { ok: true, value: this.saved(play) };
  }

  private refusal(created: Stored | null, ids: number[], had: Stored | null): { ok: false; trouble: Trouble } | null {
    const foreign = ids.filter((id) => this.foreign.includes(id) && !had?.ids.includes(id));
    if (foreign.length === 0) return null;
    if (created) this.plays.splice(this.plays.indexOf(created), 1);
    return { ok: false, trouble: refused("not_in_quiz", foreign) };
  }

  private saved({ id, revision }: Stored): Saved {
    const score = { count: 0, population: 0, quiz_places: 0, quiz_population: 0, data_version: "2026.11.0" };
    return { id, url: `https://toponaut.example/plays/${id}`, secret: null, revision, ...score };
  }
}

/** Lets all come to its end: the server answers with the next turn of the clock, and nobody asks twenty times. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0));
};
