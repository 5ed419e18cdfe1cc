import type { RequestFailure } from "../../api/outcome";
import type { PlaysApi } from "../../api/plays";
import type { Quiz, SavedPlay } from "../../api/types";
import { isPlayGone, type SaveNotice, recoveryFor, stopSavingFor, type StopSaving, type WaitAndRetry } from "../../game/save-recovery";
import { fingerprintCount, fingerprintOf } from "../../game/save-delta";
import type { SavedLink, SaveState, SaveStateStore } from "../../storage/save-state";
import { SaveRequests, type Snapshot } from "./save-requests";

/** The result of one step. "again": another step must follow at once. */
export type StepResult = { kind: "again" | "done" } | WaitAndRetry | StopSaving;

export interface SaveProtocolDeps {
  quiz: Pick<Quiz, "slug" | "data_version">;
  api: PlaysApi;
  state: SaveStateStore;
  /** The play as it is now. */
  snapshot(): Snapshot;
  /** The number of places. It is read after each guess, when a snapshot of 20,000 places would be too much work. */
  size(): number;
  now(): number;
}

const AGAIN: StepResult = { kind: "again" };
const DONE: StepResult = { kind: "done" };

/**
 * Saves the play with one request at a time, and decides after each answer what to do next. All tabs share the state in
 * the browser's storage. The revision tells whether browser and server know the same version of the play.
 */
export class SaveProtocol {
  notice: SaveNotice | null = null;
  private readonly requests: SaveRequests;
  /** Ids that the server refused because they are no longer part of the quiz. */
  private readonly omitted = new Set<number>();

  constructor(private readonly deps: SaveProtocolDeps) {
    this.requests = new SaveRequests(deps.quiz, deps.api);
  }

  async step(): Promise<StepResult> {
    const state = this.deps.state.get();
    if (state === null) return DONE;
    const snapshot = this.snapshot();
    if (snapshot.ids.length === 0) return this.nothingToSave(state);
    if (state.link === null) return this.create(state.key, snapshot);
    return this.requests.differs(state.link, snapshot) ? this.update(state.link, snapshot) : DONE;
  }

  /** Sends unsaved changes at once, even while a request is in flight. If they do not arrive, the next step sends them again. */
  async flushOnUnload(): Promise<void> {
    const link = this.deps.state.get()?.link;
    if (!link) return;
    const snapshot = this.snapshot();
    if (snapshot.ids.length === 0 || !this.requests.differs(link, snapshot)) return;
    const outcome = await this.requests.flushOnUnload(link, snapshot);
    if (outcome.ok) this.recordSaved(link, outcome.value, snapshot);
  }

  /** Approximately how many places are unsaved. */
  get unsavedCount(): number {
    const state = this.deps.state.get();
    return state === null ? 0 : Math.abs(this.deps.size() - fingerprintCount(state.link?.fingerprint ?? ""));
  }

  /** Whether more is unsaved than a closing page can send. */
  get exceedsFlush(): boolean {
    const state = this.deps.state.get();
    return state !== null && !this.requests.fitsFlush(state.link, this.snapshot());
  }

  async remove(): Promise<StepResult> {
    const link = this.deps.state.get()?.link;
    if (!link) return DONE;
    const outcome = await this.deps.api.remove(link);
    return outcome.ok || isPlayGone(outcome.error) ? this.forget(link, "deleted") : stopSavingFor(outcome.error);
  }

  /** Detaches the saved play from this page: it stays on the server as it is. */
  detach(): void {
    this.deps.state.clear();
    this.omitted.clear();
    this.notice = null;
  }

  /** The play without the places that the server refused. */
  private snapshot(): Snapshot {
    const snapshot = this.deps.snapshot();
    return this.omitted.size === 0 ? snapshot : { ...snapshot, ids: snapshot.ids.filter((id) => !this.omitted.has(id)) };
  }

  /** A play without places is not saved. A saved play keeps its last place until another is named. */
  private nothingToSave({ link }: SaveState): StepResult {
    if (link === null) this.deps.state.clear();
    return DONE;
  }

  private async create(key: string, snapshot: Snapshot): Promise<StepResult> {
    const outcome = await this.requests.create(key, snapshot);
    if (!outcome.ok) return this.handleError(outcome.error, null);
    const { created, id, url, secret, revision } = outcome.value;
    // Not created now: an earlier attempt did arrive, and it is unknown which places it saved.
    const fingerprint = created ? fingerprintOf(snapshot.ids) : "";
    this.deps.state.setLink(key, { id, url, secret: secret ?? "", revision, fingerprint, mode: snapshot.mode, at: this.deps.now() });
    return created ? DONE : AGAIN;
  }

  private async update(link: SavedLink, snapshot: Snapshot): Promise<StepResult> {
    const outcome = await this.requests.update(link, snapshot);
    if (!outcome.ok) return this.handleError(outcome.error, link);
    this.recordSaved(link, outcome.value, snapshot);
    return DONE;
  }

  /** Ignores an answer that arrives after the answer to a later request. */
  private recordSaved({ id }: SavedLink, { revision }: SavedPlay, { ids, mode }: Snapshot): void {
    const knownRevision = this.deps.state.get()?.link?.revision ?? 0;
    if (revision > knownRevision) this.deps.state.updateLink(id, { revision, fingerprint: fingerprintOf(ids), mode, at: this.deps.now() });
  }

  private async handleError(error: RequestFailure, link: SavedLink | null): Promise<StepResult> {
    const recovery = recoveryFor(error);
    if (recovery.kind === "omit-places") return this.omitPlaces(recovery.places);
    if (recovery.kind === "wait") return recovery;
    if (recovery.kind === "stop" || link === null) return this.stop(error, link);
    if (recovery.kind === "forget-play") return this.forget(link, "gone");
    if (recovery.kind === "fetch-revision") return this.fetchRevision(link);
    this.deps.state.updateLink(link.id, { fingerprint: "" });
    return AGAIN;
  }

  /**
   * Gives up a refused first save, because the same request would be refused again. If the reason was that new data was
   * loaded, the save continues after the page is reloaded with that data.
   */
  private stop(error: RequestFailure, link: SavedLink | null): StepResult {
    const stop = stopSavingFor(error);
    if (link === null && stop.error.kind === "refused") this.deps.state.clear();
    return stop;
  }

  private omitPlaces(places: number[]): StepResult {
    const sizeBefore = this.omitted.size;
    for (const id of places) this.omitted.add(id);
    this.notice = { kind: "omitted", places: this.omitted.size };
    return this.omitted.size > sizeBefore ? AGAIN : DONE;
  }

  private forget(link: SavedLink, kind: "gone" | "deleted"): StepResult {
    this.deps.state.forget(link.id);
    this.omitted.clear();
    this.notice = { kind };
    return DONE;
  }

  /** Another tab saved, or an answer was lost. Tabs share their places through storage, so this tab has all of them. */
  private async fetchRevision(link: SavedLink): Promise<StepResult> {
    if (this.deps.state.get()?.link?.revision !== link.revision) return AGAIN;
    const outcome = await this.deps.api.detail(link.id);
    if (!outcome.ok) return this.handleError(outcome.error, link);
    this.deps.state.updateLink(link.id, { revision: outcome.value.revision, fingerprint: "" });
    return AGAIN;
  }
}
