import type { RequestFailure, Outcome } from "../../src/api/outcome";
import type { PlayCredentials, PlaysApi } from "../../src/api/plays";
import type { PlayDetail, SavedPlay } from "../../src/api/types";
import type { SaveDeps } from "../../src/quiz/dependencies";
import type { StorageBackend } from "../../src/storage/namespaced-store";
import { SavedPlays } from "../../src/storage/saved-plays";
import { nextTurn } from "../next-turn";

/** What the quiz page needs to save to this server. */
export function saveDeps(server: FakeServer, backend: StorageBackend | null): SaveDeps {
  return { api: server, plays: new SavedPlays(backend), newIdempotencyKey: () => server.nextKey(), withTabLock: (action) => action() };
}

interface StoredPlay {
  id: string;
  key: string;
  secret: string;
  revision: number;
  ids: number[];
  mode: string;
}

export const offline: RequestFailure = { kind: "offline" };
export const busy: RequestFailure = { kind: "busy", retryAfter: 7 };

export function refused(code: string, places?: number[]): RequestFailure {
  return { kind: "refused", code, message: `No: ${code}.`, ...(places && { places }) };
}

/** An error to answer with. "answer-lost": the server carries the request out, but its answer does not arrive. */
type ForcedFailure = RequestFailure | "answer-lost";

/** The API for saved plays, in memory. It refuses as the real one does, and fails when a test says so. */
export class FakeServer implements PlaysApi {
  readonly plays: StoredPlay[] = [];
  /** The requests, in their order. */
  readonly log: string[] = [];
  /** Failures of the next requests, in their order. */
  failures: ForcedFailure[] = [];
  /** Called while a request is in flight. */
  duringRequest: (() => void) | null = null;
  /** Ids that the server refuses as not in the quiz. */
  idsNotInQuiz: number[] = [];
  private keyCount = 0;

  get play(): StoredPlay | undefined {
    return this.plays[0];
  }

  /** A new idempotency key, for any tab. */
  nextKey(): string {
    this.keyCount += 1;
    return `key${this.keyCount}`;
  }

  post: PlaysApi["post"] = (key, { places, mode }) =>
    this.answer("POST", () => {
      const existing = this.plays.find((play) => play.key === key);
      const play = existing ?? { id: `play${this.plays.length + 1}`, key, secret: `secret of ${key}`, revision: 1, ids: places, mode };
      if (!existing) this.plays.push(play);
      return this.refusal(play, places, null) ?? { ok: true, value: { ...this.saved(play), secret: play.secret, created: !existing } };
    });

  put: PlaysApi["put"] = (credentials, { places, mode, revision }) =>
    this.answer("PUT", () => this.change(credentials, revision, () => places, mode));

  patch: PlaysApi["patch"] = (credentials, { removed, added, mode, revision, data_version: dataVersion }) =>
    this.answer(`PATCH +${added.length} -${removed.length}${dataVersion === null ? " flush" : ""}`, () =>
      this.change(credentials, revision, (ids) => [...ids.filter((id) => !removed.includes(id)), ...added], mode),
    );

  remove: PlaysApi["remove"] = ({ id }) =>
    this.answer("DELETE", () => {
      this.plays.splice(this.plays.findIndex((play) => play.id === id), 1);
      return { ok: true, value: null };
    });

  detail: PlaysApi["detail"] = (id) =>
    this.answer("GET", () => {
      const play = this.plays.find((one) => one.id === id);
      if (!play) return { ok: false, error: refused("unknown_play") };
      return { ok: true, value: { revision: play.revision } as PlayDetail };
    });

  private async answer<T>(request: string, act: () => Outcome<T>): Promise<Outcome<T>> {
    this.log.push(request);
    const failure = this.failures.shift();
    const outcome = failure === undefined || failure === "answer-lost" ? act() : null;
    await nextTurn();
    this.duringRequest?.();
    if (outcome === null) return { ok: false, error: failure as RequestFailure };
    return failure === "answer-lost" ? { ok: false, error: offline } : outcome;
  }

  private change({ id, secret }: PlayCredentials, revision: number, newIds: (ids: number[]) => number[], mode: string): Outcome<SavedPlay> {
    const play = this.plays.find((one) => one.id === id);
    if (!play) return { ok: false, error: refused("unknown_play") };
    if (play.secret !== secret) return { ok: false, error: refused("not_yours") };
    if (play.revision !== revision) return { ok: false, error: refused("stale_play") };
    const ids = newIds(play.ids);
    const refusal = this.refusal(null, ids, play);
    if (refusal) return refusal;
    Object.assign(play, { ids, mode, revision: revision + 1 });
    return { ok: true, value: this.saved(play) };
  }

  /** Refuses ids that are not in the quiz, except those that the play had before; takes a created play back. */
  private refusal(created: StoredPlay | null, ids: number[], before: StoredPlay | null): { ok: false; error: RequestFailure } | null {
    const refusedIds = ids.filter((id) => this.idsNotInQuiz.includes(id) && !before?.ids.includes(id));
    if (refusedIds.length === 0) return null;
    if (created) this.plays.splice(this.plays.indexOf(created), 1);
    return { ok: false, error: refused("not_in_quiz", refusedIds) };
  }

  private saved({ id, revision }: StoredPlay): SavedPlay {
    const score = { count: 0, population: 0, quiz_places: 0, quiz_population: 0, data_version: "2026.11.0" };
    return { id, url: `https://toponaut.example/plays/${id}`, secret: null, revision, ...score };
  }
}

/** Waits until all requests are answered: the server answers with the next timer, and no test causes 20 requests in a row. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
};
