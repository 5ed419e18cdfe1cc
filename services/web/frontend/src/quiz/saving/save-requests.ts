import type { Outcome } from "../../api/outcome";
import type { Own, PlaysApi } from "../../api/plays";
import { outlivesPage } from "../../api/http";
import type { Quiz, Saved } from "../../api/types";
import { deltaBetween, fingerprintOf, prefixWithFingerprint } from "../../game/save-delta";
import type { PlayMode } from "../../game/homonym-rule";
import type { Link } from "../../storage/save-state";

/** The play at one moment: ids in the order of naming, times in ms since 1970. */
export interface Shot {
  ids: number[];
  started: number;
  ended: number;
  mode: PlayMode;
}

/** What the server has once a request is answered well. */
type Flight = Pick<Link, "id" | "revision" | "print" | "mode"> & { ids: number[] };

type Asked = Pick<Quiz, "slug" | "data_version">;

/** Sends the play to the server: the whole, or what is different from what is known to be there. */
export class Dispatch {
  private known: Flight | null = null;
  private flying: Flight | null = null;

  constructor(
    private readonly quiz: Asked,
    private readonly api: PlaysApi,
  ) {}

  /** Whether the server would have anything to learn, counting what is on its way. */
  differs(link: Link, shot: Shot): boolean {
    const { print, mode } = this.ahead(link);
    return mode !== shot.mode || print !== fingerprintOf(shot.ids);
  }

  async first(key: string, shot: Shot): Promise<Outcome<Saved & { fresh: boolean }>> {
    const outcome = await this.api.post(key, this.whole(shot));
    if (outcome.ok && outcome.value.fresh) this.known = flightOf(outcome.value, shot);
    return outcome;
  }

  update(link: Link, shot: Shot): Promise<Outcome<Saved>> {
    return this.send(link, link, shot, this.quiz.data_version);
  }

  /**
   * The last word of a page that goes away: it cannot wait for the answer to what is on its way, so it goes on from
   * where that will lead. Data loaded meanwhile is no reason to lose it: the server judges by what it has.
   */
  lastWord(link: Link, shot: Shot): Promise<Outcome<Saved>> {
    return this.send(link, this.ahead(link), shot, null);
  }

  /** Whether `lastWord` would be small enough. What is on its way is not counted on: it may end with the page. */
  fitsLastWord(link: Link | null, shot: Shot): boolean {
    if (link?.print === fingerprintOf(shot.ids)) return true;
    const base = link && this.idsOf(link.print, shot);
    return outlivesPage(JSON.stringify((base && deltaBetween(base, shot.ids)) ?? this.whole(shot)));
  }

  private async send(own: Own, from: Omit<Flight, "ids">, shot: Shot, data: string | null): Promise<Outcome<Saved>> {
    const flight = flightOf({ id: from.id, revision: from.revision + 1 }, shot);
    const base = this.idsOf(from.print, shot);
    const change = base && deltaBetween(base, shot.ids);
    this.flying = flight;
    const stamp = { revision: from.revision, data_version: data };
    const outcome = await (change
      ? this.api.patch(own, { ...stamp, ...change, ended: iso(shot.ended), mode: shot.mode })
      : this.api.put(own, { ...this.whole(shot), ...stamp }));
    if (this.flying === flight) this.flying = null;
    if (outcome.ok) this.known = flight;
    return outcome;
  }

  private ahead(link: Link): Omit<Flight, "ids"> {
    return this.flying?.id === link.id ? this.flying : link;
  }

  /** The ids behind a print: remembered, or those that the play began with; null if neither. */
  private idsOf(print: string, shot: Shot): number[] | null {
    const found = [this.flying, this.known].find((flight) => flight?.print === print);
    return found?.ids ?? prefixWithFingerprint(shot.ids, print);
  }

  private whole({ ids, started, ended, mode }: Shot): Parameters<PlaysApi["post"]>[1] {
    const { slug, data_version } = this.quiz;
    return { quiz: slug, places: ids, started: iso(started), ended: iso(ended), mode, data_version };
  }
}

function flightOf({ id, revision }: Pick<Saved, "id" | "revision">, { ids, mode }: Shot): Flight {
  return { id, revision, print: fingerprintOf(ids), mode, ids };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
