import { fitsKeepalive } from "../../api/http";
import type { Outcome } from "../../api/outcome";
import type { PlayCredentials, PlaysApi } from "../../api/plays";
import type { Quiz, SavedPlay } from "../../api/types";
import { deltaBetween, fingerprintOf, prefixWithFingerprint } from "../../game/save-delta";
import type { PlayMode } from "../../game/homonym-rule";
import type { SavedLink } from "../../storage/save-state";

/** The play at one moment: ids in the order of naming, times in ms since 1970. */
export interface Snapshot {
  ids: number[];
  started: number;
  ended: number;
  mode: PlayMode;
}

type ServerState = Pick<SavedLink, "id" | "revision" | "fingerprint" | "mode">;

/** A state of the server, with the ids of its places. */
type KnownState = ServerState & { ids: number[] };

/** Sends the play to the server: either the whole play, or the difference from what the server has. */
export class SaveRequests {
  private confirmed: KnownState | null = null;
  private inFlight: KnownState | null = null;

  constructor(
    private readonly quiz: Pick<Quiz, "slug" | "data_version">,
    private readonly api: PlaysApi,
  ) {}

  /** Whether the snapshot differs from what the server has or is about to receive. */
  differs(link: SavedLink, snapshot: Snapshot): boolean {
    const { fingerprint, mode } = this.expectedState(link);
    return mode !== snapshot.mode || fingerprint !== fingerprintOf(snapshot.ids);
  }

  async create(key: string, snapshot: Snapshot): Promise<Outcome<SavedPlay & { created: boolean }>> {
    const outcome = await this.api.post(key, this.wholePlay(snapshot));
    if (outcome.ok && outcome.value.created) this.confirmed = stateAfter(outcome.value, snapshot);
    return outcome;
  }

  update(link: SavedLink, snapshot: Snapshot): Promise<Outcome<SavedPlay>> {
    return this.send(link, link, snapshot, this.quiz.data_version);
  }

  /**
   * The last request of a page that is being closed. It cannot wait for the answer to a request in flight, so it assumes
   * that this request succeeds. Without a data version, the server accepts it even if new data was loaded meanwhile.
   */
  flushOnUnload(link: SavedLink, snapshot: Snapshot): Promise<Outcome<SavedPlay>> {
    return this.send(link, this.expectedState(link), snapshot, null);
  }

  /**
   * Whether a closing page can send the flush. What a request in flight carries must fit too, because the browser may
   * cancel that request.
   */
  fitsFlush(link: SavedLink | null, snapshot: Snapshot): boolean {
    if (link?.fingerprint === fingerprintOf(snapshot.ids)) return true;
    const base = link && this.idsOf(link.fingerprint, snapshot);
    return fitsKeepalive(JSON.stringify((base && deltaBetween(base, snapshot.ids)) ?? this.wholePlay(snapshot)));
  }

  private async send(credentials: PlayCredentials, from: ServerState, snapshot: Snapshot, dataVersion: string | null): Promise<Outcome<SavedPlay>> {
    const target = stateAfter({ id: from.id, revision: from.revision + 1 }, snapshot);
    const base = this.idsOf(from.fingerprint, snapshot);
    const change = base && deltaBetween(base, snapshot.ids);
    this.inFlight = target;
    const versions = { revision: from.revision, data_version: dataVersion };
    const outcome = await (change
      ? this.api.patch(credentials, { ...versions, ...change, ended: toIso(snapshot.ended), mode: snapshot.mode })
      : this.api.put(credentials, { ...this.wholePlay(snapshot), ...versions }));
    if (this.inFlight === target) this.inFlight = null;
    if (outcome.ok) this.confirmed = target;
    return outcome;
  }

  /** The server's state after the request in flight, if there is one. */
  private expectedState(link: SavedLink): ServerState {
    return this.inFlight?.id === link.id ? this.inFlight : link;
  }

  /** The ids that belong to a fingerprint: a state remembered here, or the first ids of the play; null if neither fits. */
  private idsOf(fingerprint: string, snapshot: Snapshot): number[] | null {
    const found = [this.inFlight, this.confirmed].find((state) => state?.fingerprint === fingerprint);
    return found?.ids ?? prefixWithFingerprint(snapshot.ids, fingerprint);
  }

  private wholePlay({ ids, started, ended, mode }: Snapshot): Parameters<PlaysApi["post"]>[1] {
    const { slug, data_version } = this.quiz;
    return { quiz: slug, places: ids, started: toIso(started), ended: toIso(ended), mode, data_version };
  }
}

function stateAfter({ id, revision }: Pick<SavedPlay, "id" | "revision">, { ids, mode }: Snapshot): KnownState {
  return { id, revision, fingerprint: fingerprintOf(ids), mode, ids };
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
