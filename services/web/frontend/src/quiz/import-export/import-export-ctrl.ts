import type { Quiz } from "../../api/types";
import type { Answer } from "../../game/answer";
import { toCsv } from "../../game/export/csv";
import { toGeoJson } from "../../game/export/geojson";
import { exportFilename } from "../../game/export/filename";
import { toText } from "../../game/export/text";
import { decodeFile } from "../../game/import/decode-file";
import { parseList } from "../../game/import/parse-list";
import { notFoundList } from "../../game/import/not-found-list";
import { ImportLog } from "../../storage/import-progress";
import type { Deps } from "../dependencies";
import { Importer } from "./importer";
import type { Keeper } from "../progress-store";

export interface ListFile {
  name: string;
  /** Its media type. */
  type: string;
  text: string;
}

export type Form = "text" | "csv" | "geojson";

/** One's list, into a file and out of one. */
export class ListsCtrl {
  /** What stands in the box: a list to import, and after an import, the lines that were not found. */
  draft = "";
  problem: string | null = null;
  pictureFailed = false;
  readonly importer: Importer;

  constructor(
    private readonly quiz: Quiz,
    private readonly deps: Deps,
    private readonly keeper: Keeper,
    private readonly say: (answer: Answer) => void,
  ) {
    const { play, session } = keeper;
    this.importer = new Importer(quiz, {
      log: new ImportLog(deps.store),
      ask: (names) => deps.lists.matches(quiz, names),
      has: play.has,
      take: (places) => {
        session.begin(deps.now());
        keeper.commit(play.add(places, deps.now()), "plain");
      },
      exclusively: (action) => deps.lists.exclusively(action),
      later: (action, ms) => deps.later(action, ms),
      changed: () => {
        deps.redraw();
      },
      ended: () => {
        this.ended();
      },
    });
  }

  importBytes(bytes: Uint8Array): void {
    const read = decodeFile(bytes);
    if (read.ok) this.importText(read.value);
    else this.problem = read.problem;
  }

  importText(text: string): void {
    if (this.importer.running) return; // a file dropped in the middle
    const read = parseList(this.quiz, text);
    this.problem = read.ok ? null : read.problem;
    if (!read.ok) return;
    this.draft = "";
    this.importer.start(read.value, this.deps.now());
  }

  /** Takes what the import added off the map again, as one step. */
  takeBack(): void {
    const change = this.keeper.play.remove(this.importer.report.added);
    this.keeper.commit(change, "plain");
    this.dismiss();
    this.say({ kind: "undone", taken: change.removed, back: [] });
  }

  dismiss(): void {
    this.importer.dismiss();
    this.forget();
  }

  drop(): void {
    this.importer.drop();
    this.forget();
  }

  file(form: Form): ListFile {
    const named = this.keeper.play.all();
    const name = (ending: string): string => exportFilename(this.quiz.slug, this.deps.now(), ending);
    switch (form) {
      case "text":
        return { name: name("txt"), type: "text/plain", text: toText(this.quiz, named) };
      case "csv":
        return { name: name("csv"), type: "text/csv", text: toCsv(named) };
      case "geojson":
        return { name: name("geojson"), type: "application/geo+json", text: toGeoJson(named) };
    }
  }

  private forget(): void {
    this.draft = "";
    this.problem = null;
  }

  private ended(): void {
    const { added, already, missing } = this.importer.report;
    this.draft = notFoundList(this.quiz, missing);
    this.say({ kind: "imported", added: added.length, already, missing: missing.length, remaining: this.importer.left });
  }
}
