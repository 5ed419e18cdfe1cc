import type { Quiz } from "../../api/types";
import type { Answer } from "../../game/answer-line";
import { toCsv } from "../../game/export/csv";
import { exportFilename } from "../../game/export/filename";
import { toGeoJson } from "../../game/export/geojson";
import { toText } from "../../game/export/text";
import { decodeFile } from "../../game/import/decode-file";
import { parseList } from "../../game/import/parse-list";
import { notFoundList } from "../../game/import/not-found-list";
import { ImportProgress } from "../../storage/import-progress";
import type { QuizDeps } from "../dependencies";
import type { ProgressStore } from "../progress-store";
import { Importer } from "./importer";

export interface TextFile {
  name: string;
  mediaType: string;
  text: string;
}

export type TextFormat = "text" | "csv" | "geojson";

/** The state of the dialog that imports a list of names and exports the player's own. */
export class ImportExportCtrl {
  /** The text in the import box: a list to import, or after an import the lines that were not found. */
  boxText = "";
  /** Why the last list could not be read. */
  problem: string | null = null;
  mapImageFailed = false;
  readonly importer: Importer;

  constructor(
    private readonly quiz: Quiz,
    private readonly deps: QuizDeps,
    private readonly progress: ProgressStore,
    private readonly showAnswer: (answer: Answer) => void,
  ) {
    const { play, metadata } = progress;
    this.importer = new Importer(quiz, {
      progress: new ImportProgress(deps.store),
      fetchMatches: (names) => deps.importing.matches(quiz, names),
      isNamed: play.has,
      addPlaces: (places) => {
        metadata.begin(deps.now());
        progress.commit(play.add(places, deps.now()), "plain");
      },
      withTabLock: deps.importing.withTabLock,
      schedule: deps.schedule,
      onChange: () => {
        deps.redraw();
      },
      onEnd: () => {
        this.onImportEnd();
      },
    });
  }

  importBytes(bytes: Uint8Array): void {
    const read = decodeFile(bytes);
    if (read.ok) this.importText(read.value);
    else this.problem = read.problem;
  }

  importText(text: string): void {
    if (this.importer.running) return; // a file can be dropped during an import
    const read = parseList(this.quiz, text);
    this.problem = read.ok ? null : read.problem;
    if (!read.ok) return;
    this.boxText = "";
    this.importer.start(read.value, this.deps.now());
  }

  /** Removes the places that the import added, as one step. */
  takeBack(): void {
    const change = this.progress.play.remove(this.importer.report.added);
    this.progress.commit(change, "plain");
    this.dismiss();
    this.showAnswer({ kind: "undone", removed: change.removed, restored: [] });
  }

  /** Closes the report of a finished import. */
  dismiss(): void {
    this.importer.dismiss();
    this.clearBox();
  }

  /** Ends the import, because the player starts over. */
  clear(): void {
    this.importer.clear();
    this.clearBox();
  }

  textFile(format: TextFormat): TextFile {
    const named = this.progress.play.all();
    const name = (extension: string): string => exportFilename(this.quiz.slug, this.deps.now(), extension);
    switch (format) {
      case "text":
        return { name: name("txt"), mediaType: "text/plain", text: toText(this.quiz, named) };
      case "csv":
        return { name: name("csv"), mediaType: "text/csv", text: toCsv(named) };
      case "geojson":
        return { name: name("geojson"), mediaType: "application/geo+json", text: toGeoJson(named) };
    }
  }

  private clearBox(): void {
    this.boxText = "";
    this.problem = null;
  }

  private onImportEnd(): void {
    const { added, already, missing } = this.importer.report;
    this.boxText = notFoundList(this.quiz, missing);
    this.showAnswer({ kind: "imported", added: added.length, already, missing: missing.length, remaining: this.importer.remaining });
  }
}
