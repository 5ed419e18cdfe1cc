import m from "mithril";
import { answerView } from "./guessing/answer-view";
import type { QuizCtrl } from "./ctrl";
import { dialogsView } from "./dialogs-view";
import { guessView } from "./guessing/guess-view";
import { ledgerView } from "./ledger/ledger-view";
import { MapView } from "./map-view";
import { scoreLine } from "./ledger/score-view";
import { sheetHandle } from "./ledger/bottom-sheet-handle";

export function quizView(ctrl: QuizCtrl): m.Children {
  return [
    m("div.table", [m(MapView, { ctrl }), scoreLine(ctrl), guessView(ctrl), answerView(ctrl), sheetHandle(ctrl, "open")]),
    ledgerView(ctrl),
    dialogsView(ctrl),
  ];
}
