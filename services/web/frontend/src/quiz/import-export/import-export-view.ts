import m from "mithril";
import { formatNumber } from "../../game/formatting";
import { Dialog } from "../../ui/dialog";
import type { QuizCtrl } from "../ctrl";
import { exportView } from "./export-view";
import { dropZone, importReportView, importRunningView, importFormView } from "./import-view";

/** Opens the dialog. The button is below the list; during an import it shows the progress. */
export function importExportButton(ctrl: QuizCtrl): m.Children {
  const { importer } = ctrl.importExport;
  const lookedUp = importer.total - importer.pendingLines;
  const label = importer.running ? `Importing: ${formatNumber(lookedUp)} of ${formatNumber(importer.total)}` : "Import and export";
  return m("div.side-panel-foot", m("button.tool[type=button]", { "data-action": "lists", onclick: () => { ctrl.dialog = "import-export"; } }, label));
}

export function importExportDialog(ctrl: QuizCtrl): m.Children {
  const onclose = (): void => {
    ctrl.dialog = null;
    m.redraw();
  };
  return m(Dialog, { title: "Import and export", onclose }, m("div.lists", dropZone(ctrl), dialogContent(ctrl, onclose)));
}

function dialogContent(ctrl: QuizCtrl, close: () => void): m.Children {
  const { running, total } = ctrl.importExport.importer;
  if (running) return importRunningView(ctrl, close);
  if (total > 0) return importReportView(ctrl, close);
  return [exportView(ctrl), importFormView(ctrl, close)];
}
