import m from "mithril";
import { formatNumber } from "../../game/formatting";
import { Dialog } from "../../ui/dialog";
import type { QuizCtrl } from "../ctrl";
import { exportView } from "./export-view";
import { dropZone, importReport, importRunning, importView } from "./import-view";

/** The way in, at the foot of the list; while a list is imported, it says how far that is. */
export function listsButton(ctrl: QuizCtrl): m.Children {
  const { importer } = ctrl.lists;
  const looked = importer.total - importer.waiting;
  const label = importer.running ? `Importing: ${formatNumber(looked)} of ${formatNumber(importer.total)}` : "Import and export";
  return m("div.ledger-foot", m("button.tool[type=button]", { "data-action": "lists", onclick: () => { ctrl.dialog = "lists"; } }, label));
}

export function listsDialog(ctrl: QuizCtrl): m.Children {
  const { importer } = ctrl.lists;
  const onclose = (): void => {
    ctrl.dialog = null;
    m.redraw();
  };
  return m(Dialog, { title: "Import and export", onclose }, m("div.lists", dropZone(ctrl), part(ctrl, importer.running, importer.total > 0, onclose)));
}

function part(ctrl: QuizCtrl, running: boolean, over: boolean, close: () => void): m.Children {
  if (running) return importRunning(ctrl, close);
  if (over) return importReport(ctrl, close);
  return [exportView(ctrl), importView(ctrl, close)];
}
