import m from "mithril";
import { answerView } from "./answer-view";
import type { QuizCtrl } from "./ctrl";
import { dialogsView } from "./dialogs-view";
import { guessView } from "./guess-view";
import { ledgerView } from "./ledger-view";
import { MapView } from "./map-view";
import { scoreLine } from "./score-view";
import { sheetHandle } from "./sheet-view";

export function quizView(ctrl: QuizCtrl): m.Children {
  return [
    m("div.table", [m(MapView, { ctrl }), scoreLine(ctrl), guessView(ctrl), answerView(ctrl), sheetHandle(ctrl, "open")]),
    ledgerView(ctrl),
    dialogsView(ctrl),
  ];
}
