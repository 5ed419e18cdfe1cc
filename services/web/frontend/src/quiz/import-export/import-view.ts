import m from "mithril";
import { formatNumber, formatCount } from "../../game/formatting";
import { download, firstFile } from "../../ui/files";
import type { QuizCtrl } from "../ctrl";

/** Where a list is pasted, dropped or chosen. */
export function importView(ctrl: QuizCtrl, close: () => void): m.Children {
  const { lists } = ctrl;
  return m(
    "section",
    m("h3", "Import"),
    m(
      "p.note",
      "Adds to what is on your map; nothing is taken away. One name on each line, with its region where it needs one: " +
        "“Portland, Maine”. Lines that begin with # are left out. CSV from here works too.",
    ),
    box(ctrl, "List to import"),
    lists.problem && m("p.problem[role=alert]", lists.problem),
    m(
      "div.dialog-actions",
      m("label.button.file", "Choose a file…", m("input[type=file]", { accept: ".txt,.csv,.tsv,text/*", onchange: take(ctrl) })),
      m("button.button.keep[type=button]", { onclick: close }, "Close"),
      m(
        "button.button.strong[type=button]",
        { "data-action": "import", disabled: lists.draft.trim() === "", onclick: () => { lists.importText(lists.draft); m.redraw(); } },
        "Add to my map",
      ),
    ),
  );
}

function box({ lists }: QuizCtrl, label: string): m.Children {
  return m("textarea.list-box", {
    "aria-label": label,
    rows: 4,
    spellcheck: false,
    autocapitalize: "off",
    placeholder: "Paste a list, or drop a file here",
    value: lists.draft,
    oninput: (event: Event) => {
      lists.draft = (event.target as HTMLTextAreaElement).value;
      m.redraw();
    },
  });
}

/** Anywhere in the dialog: beside it, the browser would leave the page to show the file. */
export function dropZone(ctrl: QuizCtrl): m.Attributes {
  const read = take(ctrl);
  return {
    ondragover: (event: DragEvent) => { event.preventDefault(); },
    ondrop: (event: DragEvent) => {
      if (!firstFile(event)) return; // dragged text goes into the box by itself
      event.preventDefault();
      read(event);
    },
  };
}

function take({ lists }: QuizCtrl): (event: Event) => void {
  return (event) => {
    const file = firstFile(event);
    if (!file) return;
    if (event.target instanceof HTMLInputElement) event.target.value = ""; // the same file, mended, is chosen anew
    void file.arrayBuffer().then(
      (buffer) => { lists.importBytes(new Uint8Array(buffer)); },
      () => { lists.problem = "This file could not be read. Is it still there?"; },
    ).finally(() => { m.redraw(); });
  };
}

/** How far it is; the player may close this and play on. */
export function importRunning({ lists: { importer }, fault }: QuizCtrl, close: () => void): m.Children {
  const { total, trouble, report } = importer;
  const looked = total - importer.waiting;
  return m(
    "section",
    m("h3", "Importing"),
    m("progress.import-progress", { max: total, value: looked, "aria-label": "Lines looked up" }),
    m("p", `${formatNumber(looked)} of ${formatCount(total, "line")} looked up`),
    m("p.note", `${formatNumber(report.added.length)} added · ${formatNumber(report.already)} already named · ${formatNumber(report.missing.length)} not found`),
    m("p.note", WAITING[importer.queued ? "queued" : (trouble ?? "none")]),
    fault && m("p.problem[role=alert]", UNKEPT[fault]),
    m("p.unseen[role=status]", spoken(looked, total)),
    m(
      "div.dialog-actions",
      m("button.button.strong[type=button]", { "data-action": "stop", disabled: importer.queued, onclick: () => { importer.stop(); m.redraw(); } }, "Stop here"),
      m("button.button.keep[type=button]", { onclick: close, autofocus: true }, "Close"),
    ),
  );
}

const WAITING = {
  none: "You can close this and play on. If you leave the page, it goes on when you are back.",
  queued: "Another tab imports a list into this quiz. It goes on by itself when that is done.",
  offline: "No connection. It goes on by itself when the connection is back.",
  busy: "The server is busy. It goes on by itself in a moment.",
};

const UNKEPT = {
  full: "This browser’s storage is full: keep this page open, and export your list when this is done.",
  blocked: "This browser blocks storage: keep this page open, and export your list when this is done.",
};

/** Four times for the whole list: somebody who listens wants to know, not to be read a ticker. */
function spoken(looked: number, total: number): string {
  return `${Math.floor((4 * looked) / Math.max(total, 1)) * 25} percent of ${formatCount(total, "line")} looked up`;
}

/** What became of the list. The lines not found stand in the box, to be mended and imported again. */
export function importReport(ctrl: QuizCtrl, close: () => void): m.Children {
  const { lists } = ctrl;
  const { added, already, missing } = lists.importer.report;
  return m(
    "section",
    m("h3", lists.importer.left > 0 ? `Stopped, with ${formatCount(lists.importer.left, "line")} to go` : "Imported"),
    m("p.report[role=status]", `${formatNumber(added.length)} added · ${formatNumber(already)} already named · ${formatNumber(missing.length)} not found`),
    missing.length > 0 && [
      m("p.note", "Below, why each was not found. Mend the names and import them again, or keep them for later."),
      box(ctrl, "Lines not found, and why"),
      lists.problem && m("p.problem[role=alert]", lists.problem),
    ],
    m(
      "div.dialog-actions",
      added.length > 0 && m("button.button[type=button]", { "data-action": "take-back", onclick: () => { lists.takeBack(); close(); } }, "Take back"),
      missing.length > 0 && m("button.button[type=button]", { "data-action": "save-report", onclick: () => { saveReport(ctrl); } }, "Save as text"),
      missing.length > 0 && m("button.button[type=button]", { "data-action": "import", onclick: () => { lists.importText(lists.draft); m.redraw(); } }, "Import again"),
      m("button.button.strong[type=button]", { "data-action": "done", autofocus: true, onclick: () => { lists.dismiss(); close(); } }, "Done"),
    ),
  );
}

function saveReport({ lists, quiz }: QuizCtrl): void {
  download(`toponaut-${quiz.slug}-not-found.txt`, new Blob([lists.draft], { type: "text/plain;charset=utf-8" }));
}
