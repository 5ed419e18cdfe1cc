import type { Quiz } from "../../api/types";
import { type BracketTally, tallyBrackets } from "../../game/population-brackets";
import { filterAndSort, type SortOrder } from "../../game/filter-and-sort";
import type { NamedPlace } from "../../game/named-place";
import type { Play } from "../../game/play";
import { byPlacesNamed, type RegionTally, tallyRegions, whereabouts } from "../../game/regions";
import { score, type Score } from "../../game/score";

export type Tab = "places" | "regions";

interface Tables {
  score: Score;
  brackets: BracketTally[];
  regions: RegionTally[];
}

/** Score, tables and list of the play, worked out once for each change and not for each redraw. */
export class LedgerCtrl {
  tab: Tab = "places";
  order: SortOrder = "newest";
  filter = "";
  /** On a phone the ledger is a sheet, pulled up from below. */
  open = false;
  /** The place to ring on the map: the row that has the pointer or the focus. */
  looking: number | null = null;
  private tablesKept: { version: number; tables: Tables } | null = null;
  private rowsKept: { key: string; rows: NamedPlace[] } | null = null;

  constructor(
    private readonly quiz: Quiz,
    private readonly play: Play,
  ) {}

  get tables(): Tables {
    const { version } = this.play;
    if (this.tablesKept?.version !== version) this.tablesKept = { version, tables: this.count() };
    return this.tablesKept.tables;
  }

  get rows(): NamedPlace[] {
    const key = `${this.play.version} ${this.order} ${this.filter}`;
    if (this.rowsKept?.key !== key) {
      const rows = filterAndSort(this.play.all(), this.order, this.filter, (place) => whereabouts(this.quiz, place));
      this.rowsKept = { key, rows };
    }
    return this.rowsKept.rows;
  }

  private count(): Tables {
    const named = this.play.all();
    return {
      score: score(named),
      brackets: tallyBrackets(this.quiz.brackets, named),
      regions: tallyRegions(this.quiz, named).sort(byPlacesNamed),
    };
  }
}
