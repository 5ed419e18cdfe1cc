import type { Quiz } from "../../api/types";
import { type BracketTally, tallyBrackets } from "../../game/population-brackets";
import { filterAndSort, type SortOrder } from "../../game/filter-and-sort";
import type { NamedPlace } from "../../game/named-place";
import type { Play } from "../../game/play";
import { byPlacesNamed, type RegionTally, tallyRegions, locationLabel } from "../../game/regions";
import { score, type Score } from "../../game/score";

export type Tab = "places" | "regions";

interface ScoreTables {
  score: Score;
  brackets: BracketTally[];
  regions: RegionTally[];
}

/** The state of the panel with score, tables and list. These are computed once for each change, not for each redraw. */
export class SidePanelCtrl {
  tab: Tab = "places";
  order: SortOrder = "newest";
  filter = "";
  /** Whether the panel is open on a phone, where it is a bottom sheet. */
  open = false;
  /** The place to mark on the map, because its row has the pointer or the focus. */
  selectedId: number | null = null;
  private cachedTables: { version: number; tables: ScoreTables } | null = null;
  private cachedRows: { key: string; rows: NamedPlace[] } | null = null;

  constructor(
    private readonly quiz: Quiz,
    private readonly play: Play,
  ) {}

  get tables(): ScoreTables {
    const { version } = this.play;
    if (this.cachedTables?.version !== version) this.cachedTables = { version, tables: this.computeTables() };
    return this.cachedTables.tables;
  }

  get rows(): NamedPlace[] {
    const key = `${this.play.version} ${this.order} ${this.filter}`;
    if (this.cachedRows?.key !== key) {
      const rows = filterAndSort(this.play.all(), this.order, this.filter, (place) => locationLabel(this.quiz, place));
      this.cachedRows = { key, rows };
    }
    return this.cachedRows.rows;
  }

  private computeTables(): ScoreTables {
    const named = this.play.all();
    return {
      score: score(named),
      brackets: tallyBrackets(this.quiz.brackets, named),
      regions: tallyRegions(this.quiz, named).sort(byPlacesNamed),
    };
  }
}
