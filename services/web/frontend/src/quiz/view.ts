import m from "mithril";
import type { QuizCtrl } from "./ctrl";
import { dialogsView } from "./dialogs-view";
import { answerView } from "./guessing/answer-view";
import { guessFormView } from "./guessing/guess-form-view";
import { bottomSheetHandle } from "./side-panel/bottom-sheet-handle";
import { scoreLine } from "./side-panel/score-view";
import { sidePanelView } from "./side-panel/side-panel-view";
import { MapView } from "./map-view";

export function quizView(ctrl: QuizCtrl): m.Children {
  return [
    m("div.play-area", [m(MapView, { ctrl }), scoreLine(ctrl), guessFormView(ctrl), answerView(ctrl), bottomSheetHandle(ctrl, "open")]),
    sidePanelView(ctrl),
    dialogsView(ctrl),
  ];
}
