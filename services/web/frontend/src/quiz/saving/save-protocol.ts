import type { Trouble } from "../../api/outcome";
import type { PlaysApi } from "../../api/plays";
import type { Quiz, Saved } from "../../api/types";
import { isPlayGone, type SaveNotice, recoveryFor, stopFor, type Stop, type Wait } from "../../game/save-recovery";
import { fingerprintCount, fingerprintOf } from "../../game/save-delta";
import type { Link, Saving, SavingState } from "../../storage/save-state";
import { Dispatch, type Shot } from "./save-requests";

/** What became of one request. "again": another has to follow at once. */
export type Step = { kind: "again" | "done" } | Wait | Stop;

export interface CourierHooks {
  quiz: Pick<Quiz, "slug" | "data_version">;
  api: PlaysApi;
  state: SavingState;
  /** The play as it is now. */
  shot(): Shot;
  /** How many places it has: asked at each guess, where a shot of 20,000 would be too much work. */
  size(): number;
  now(): number;
}

const AGAIN: Step = { kind: "again" };
const DONE: Step = { kind: "done" };

/**
 * Takes the play to the server, one request at a time, and makes of each answer what has to follow. What is stored in
 * the browser is the truth between tabs; the revision is the truth between requests.
 */
export class Courier {
  notice: SaveNotice | null = null;
  private readonly dispatch: Dispatch;
  private readonly left = new Set<number>();

  constructor(private readonly hooks: CourierHooks) {
    this.dispatch = new Dispatch(hooks.quiz, hooks.api);
  }

  async step(): Promise<Step> {
    const saving = this.hooks.state.get();
    if (saving === null) return DONE;
    const shot = this.shot();
    if (shot.ids.length === 0) return this.nothingToSave(saving);
    if (saving.link === null) return this.first(saving.key, shot);
    return this.dispatch.differs(saving.link, shot) ? this.update(saving.link, shot) : DONE;
  }

  /** Sends what is unsaved without waiting for its turn. If it does not arrive, the next step sends it again. */
  async lastWord(): Promise<void> {
    const link = this.hooks.state.get()?.link;
    if (!link) return;
    const shot = this.shot();
    if (shot.ids.length === 0 || !this.dispatch.differs(link, shot)) return;
    const outcome = await this.dispatch.lastWord(link, shot);
    if (outcome.ok) this.landed(link, outcome.value, shot);
  }

  /** About how many places the server would have to be told of. */
  get behind(): number {
    const saving = this.hooks.state.get();
    return saving === null ? 0 : Math.abs(this.hooks.size() - fingerprintCount(saving.link?.print ?? ""));
  }

  /** Whether there is more to send than a page that goes away can. */
  get isFarBehind(): boolean {
    const saving = this.hooks.state.get();
    return saving !== null && !this.dispatch.fitsLastWord(saving.link, this.shot());
  }

  async remove(): Promise<Step> {
    const link = this.hooks.state.get()?.link;
    if (!link) return DONE;
    const outcome = await this.hooks.api.remove(link);
    return outcome.ok || isPlayGone(outcome.trouble) ? this.forget(link, "deleted") : stopFor(outcome.trouble);
  }

  leaveBehind(): void {
    this.hooks.state.drop();
    this.left.clear();
    this.notice = null;
  }

  /** The play, but for places that the server refused. */
  private shot(): Shot {
    const shot = this.hooks.shot();
    return this.left.size === 0 ? shot : { ...shot, ids: shot.ids.filter((id) => !this.left.has(id)) };
  }

  /** No play is saved without a place; one that was saved keeps its last until there is another. */
  private nothingToSave({ link }: Saving): Step {
    if (link === null) this.hooks.state.drop();
    return DONE;
  }

  private async first(key: string, shot: Shot): Promise<Step> {
    const outcome = await this.dispatch.first(key, shot);
    if (!outcome.ok) return this.failed(outcome.trouble, null);
    const { fresh, id, url, secret, revision } = outcome.value;
    // Where an earlier try came through after all, what it saved is not known.
    const print = fresh ? fingerprintOf(shot.ids) : "";
    this.hooks.state.link(key, { id, url, secret: secret ?? "", revision, print, mode: shot.mode, at: this.hooks.now() });
    return fresh ? DONE : AGAIN;
  }

  private async update(link: Link, shot: Shot): Promise<Step> {
    const outcome = await this.dispatch.update(link, shot);
    if (!outcome.ok) return this.failed(outcome.trouble, link);
    this.landed(link, outcome.value, shot);
    return DONE;
  }

  /** Unless a later one has landed already. */
  private landed({ id }: Link, { revision }: Saved, { ids, mode }: Shot): void {
    const known = this.hooks.state.get()?.link?.revision ?? 0;
    if (revision > known) this.hooks.state.update(id, { revision, print: fingerprintOf(ids), mode, at: this.hooks.now() });
  }

  private async failed(trouble: Trouble, link: Link | null): Promise<Step> {
    const remedy = recoveryFor(trouble);
    if (remedy.kind === "omit-places") return this.leaveOut(remedy.places);
    if (remedy.kind === "wait") return remedy;
    if (remedy.kind === "stop" || link === null) return this.stop(trouble, link);
    if (remedy.kind === "forget-play") return this.forget(link, "gone");
    if (remedy.kind === "fetch-revision") return this.catchUp(link);
    this.hooks.state.update(link.id, { print: "" });
    return AGAIN;
  }

  /** A first save that was refused is off, for the same would be refused again; but loaded data is there after a reload. */
  private stop(trouble: Trouble, link: Link | null): Step {
    const stop = stopFor(trouble);
    if (link === null && stop.error.kind === "refused") this.hooks.state.drop();
    return stop;
  }

  private leaveOut(places: number[]): Step {
    const before = this.left.size;
    for (const id of places) this.left.add(id);
    this.notice = { kind: "omitted", places: this.left.size };
    return this.left.size > before ? AGAIN : DONE;
  }

  private forget(link: Link, kind: "gone" | "deleted"): Step {
    this.hooks.state.forget(link.id);
    this.left.clear();
    this.notice = { kind };
    return DONE;
  }

  /** Another tab saved, or an answer was lost. Tabs share their places by storage, so this one's are the whole. */
  private async catchUp(link: Link): Promise<Step> {
    if (this.hooks.state.get()?.link?.revision !== link.revision) return AGAIN;
    const outcome = await this.hooks.api.detail(link.id);
    if (!outcome.ok) return this.failed(outcome.trouble, link);
    this.hooks.state.update(link.id, { revision: outcome.value.revision, print: "" });
    return AGAIN;
  }
}
