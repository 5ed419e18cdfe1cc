import m from "mithril";
import { type Answer, othersOf } from "../../game/answer-line";
import { formatNumber } from "../../game/formatting";
import { type Piece, sentenceFor } from "../../game/sentences";
import type { QuizCtrl } from "../ctrl";

/**
 * The answer as one sentence, always in the same place. Only the sentence is a live region: a screen reader should not
 * read the buttons out.
 */
export function answerView(ctrl: QuizCtrl): m.Children {
  const sentence = sentenceFor(ctrl.answer, ctrl.quiz).map(pieceView);
  return m(
    "div.answer",
    { class: `answer-${ctrl.answer.kind}` },
    // Each answer gets a new element, so that a screen reader announces it again if it has the same words.
    m("p#answer[role=status][aria-live=polite]", [m("span", { key: ctrl.answerNumber }, sentence)]),
    m("div.answer-actions", actionButtons(ctrl)),
  );
}

/** Answers about several places that one undo removes. */
const UNDOABLE_KINDS: Answer["kind"][] = ["every", "continued", "joined"];

function pieceView(piece: Piece): m.Children {
  return typeof piece === "string" ? piece : m("b.name", piece.name);
}

function actionButtons(ctrl: QuizCtrl): m.Children {
  const { answer } = ctrl;
  const others = othersOf(answer);
  const replaceable = answer.kind === "hit" || answer.kind === "swapped";
  return [
    others.length > 0 && actionButton("next", "Add the next", () => { ctrl.addNext(); }),
    others.length > 0 && replaceable && actionButton("swap", "Swap", () => { ctrl.dialog = "swap"; }),
    others.length > 1 && !replaceable && actionButton("choose", "Choose", () => { ctrl.dialog = "choose"; }),
    others.length > 1 && actionButton("all", `Add all ${formatNumber(others.length)}`, () => { ctrl.addAll(); }),
    (replaceable || UNDOABLE_KINDS.includes(answer.kind)) && actionButton("undo", "Undo", () => { ctrl.undo(); }),
    answer.kind === "imported" && actionButton("report", "Show the report", () => { ctrl.dialog = "import-export"; }),
    answer.kind === "queued" && actionButton("retry", "Try now", () => { ctrl.retry(); }),
  ];
}

function actionButton(name: string, label: string, onclick: () => void): m.Children {
  return m("button.action[type=button]", { "data-action": name, onclick }, label);
}
