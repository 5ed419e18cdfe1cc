import m from "mithril";
import { formatNumber, formatCount } from "../../game/formatting";
import { chosenFile } from "../../ui/chosen-file";
import { downloadFile } from "../../ui/file-download";
import type { QuizCtrl } from "../ctrl";

/** Where the player pastes, drops or chooses a list. */
export function importFormView(ctrl: QuizCtrl, close: () => void): m.Children {
  const { importExport } = ctrl;
  return m(
    "section",
    m("h3", "Import"),
    m(
      "p.note",
      "Adds places to your map and removes none. Write one name on each line, with its region if it needs one: " +
        "“Portland, Maine”. Lines that begin with # are skipped. A CSV file exported here works too.",
    ),
    listBox(ctrl, "List to import"),
    importExport.problem && m("p.problem[role=alert]", importExport.problem),
    m(
      "div.dialog-actions",
      m("label.button.file", "Choose a file…", m("input[type=file]", { accept: ".txt,.csv,.tsv,text/*", onchange: importFile(ctrl) })),
      m("button.button[type=button]", { onclick: close }, "Close"),
      m(
        "button.button.primary[type=button]",
        { "data-action": "import", disabled: importExport.boxText.trim() === "", onclick: () => { importBoxText(ctrl); } },
        "Add to my map",
      ),
    ),
  );
}

function importBoxText({ importExport }: QuizCtrl): void {
  importExport.importText(importExport.boxText);
  m.redraw();
}

function listBox({ importExport }: QuizCtrl, label: string): m.Children {
  return m("textarea.list-box", {
    "aria-label": label,
    rows: 4,
    spellcheck: false,
    autocapitalize: "off",
    placeholder: "Paste a list, or drop a file here",
    value: importExport.boxText,
    oninput: (event: Event) => {
      importExport.boxText = (event.target as HTMLTextAreaElement).value;
      m.redraw();
    },
  });
}

/** Attributes that accept dropped files in the whole dialog. Elsewhere the browser would leave the page to show the file. */
export function dropZone(ctrl: QuizCtrl): m.Attributes {
  const importDropped = importFile(ctrl);
  return {
    ondragover: (event: DragEvent) => { event.preventDefault(); },
    ondrop: (event: DragEvent) => {
      if (!chosenFile(event)) return; // the browser itself puts dragged text into the box
      event.preventDefault();
      importDropped(event);
    },
  };
}

function importFile({ importExport }: QuizCtrl): (event: Event) => void {
  return (event) => {
    const file = chosenFile(event);
    if (!file) return;
    // Without this, choosing the same file again after correcting it would fire no event.
    if (event.target instanceof HTMLInputElement) event.target.value = "";
    void file.arrayBuffer().then(
      (buffer) => { importExport.importBytes(new Uint8Array(buffer)); },
      () => { importExport.problem = "This file could not be read. Is it still there?"; },
    ).finally(() => { m.redraw(); });
  };
}

/** The progress of an import. The player may close the dialog and play on. */
export function importRunningView({ importExport: { importer }, storageFault }: QuizCtrl, close: () => void): m.Children {
  const { total, delayReason, report } = importer;
  const lookedUp = total - importer.pendingLines;
  return m(
    "section",
    m("h3", "Importing"),
    m("progress.import-progress", { max: total, value: lookedUp, "aria-label": "Lines looked up" }),
    m("p", `${formatNumber(lookedUp)} of ${formatCount(total, "line")} looked up`),
    m("p.note", `${formatNumber(report.added.length)} added · ${formatNumber(report.already)} already named · ${formatNumber(report.missing.length)} not found`),
    m("p.note", PROGRESS_NOTES[importer.waitingForOtherTab ? "otherTab" : (delayReason ?? "none")]),
    storageFault && m("p.problem[role=alert]", STORAGE_WARNINGS[storageFault]),
    m("p.visually-hidden[role=status]", spokenProgress(lookedUp, total)),
    m(
      "div.dialog-actions",
      m("button.button.primary[type=button]", { "data-action": "stop", disabled: importer.waitingForOtherTab, onclick: () => { importer.stop(); m.redraw(); } }, "Stop here"),
      m("button.button[type=button]", { onclick: close, autofocus: true }, "Close"),
    ),
  );
}

const PROGRESS_NOTES = {
  none: "You can close this dialog and play on. If you leave the page, the import continues when you are back.",
  otherTab: "Another tab is importing a list into this quiz. This import starts when the other one has ended.",
  offline: "No connection. The import continues when the connection is back.",
  busy: "The server is busy. The import continues in a moment.",
};

const STORAGE_WARNINGS = {
  full: "This browser’s storage is full: keep this page open, and export your list when this is done.",
  blocked: "This browser blocks storage: keep this page open, and export your list when this is done.",
};

/** Changes only four times during an import, because a screen reader reads every change. */
function spokenProgress(lookedUp: number, total: number): string {
  return `${Math.floor((4 * lookedUp) / Math.max(total, 1)) * 25} percent of ${formatCount(total, "line")} looked up`;
}

/** The result of an import. The box contains the lines that were not found, so that the player can correct and import them again. */
export function importReportView(ctrl: QuizCtrl, close: () => void): m.Children {
  const { importExport } = ctrl;
  const { importer } = importExport;
  const { added, already, missing } = importer.report;
  return m(
    "section",
    m("h3", importer.remaining > 0 ? `Stopped, with ${formatCount(importer.remaining, "line")} to go` : "Imported"),
    m("p.report[role=status]", `${formatNumber(added.length)} added · ${formatNumber(already)} already named · ${formatNumber(missing.length)} not found`),
    missing.length > 0 && [
      m("p.note", "Below is why each line was not found. Correct the names and import them again, or save them for later."),
      listBox(ctrl, "Lines not found, and why"),
      importExport.problem && m("p.problem[role=alert]", importExport.problem),
    ],
    m(
      "div.dialog-actions",
      added.length > 0 && m("button.button[type=button]", { "data-action": "take-back", onclick: () => { importExport.takeBack(); close(); } }, "Take back"),
      missing.length > 0 && m("button.button[type=button]", { "data-action": "save-report", onclick: () => { downloadReport(ctrl); } }, "Save as text"),
      missing.length > 0 && m("button.button[type=button]", { "data-action": "import", onclick: () => { importBoxText(ctrl); } }, "Import again"),
      m("button.button.primary[type=button]", { "data-action": "done", autofocus: true, onclick: () => { importExport.dismiss(); close(); } }, "Done"),
    ),
  );
}

function downloadReport({ importExport, quiz }: QuizCtrl): void {
  downloadFile(`toponaut-${quiz.slug}-not-found.txt`, new Blob([importExport.boxText], { type: "text/plain;charset=utf-8" }));
}
