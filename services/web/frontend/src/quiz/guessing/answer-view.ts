import m from "mithril";
import { type Answer, othersOf } from "../../game/answer";
import { formatNumber } from "../../game/formatting";
import { type Piece, sentenceFor } from "../../game/sentences";
import type { QuizCtrl } from "../ctrl";

/** One sentence, always in the same place. Only it is live: a screen reader should not recite the buttons. */
export function answerView(ctrl: QuizCtrl): m.Children {
  const sentence = sentenceFor(ctrl.answer, ctrl.quiz).map(piece);
  return m(
    "div.answer",
    { class: `answer-${ctrl.answer.kind}` },
    // A new element for each answer, so that the same words twice are announced twice.
    m("p#answer[role=status][aria-live=polite]", [m("span", { key: ctrl.serial }, sentence)]),
    m("div.answer-actions", actions(ctrl)),
  );
}

/** Besides one place: what a single undo takes back. */
const STEPS: Answer["kind"][] = ["every", "continued", "joined"];

function piece(part: Piece): m.Children {
  return typeof part === "string" ? part : m("b.name", part.name);
}

function actions(ctrl: QuizCtrl): m.Children {
  const { answer } = ctrl;
  const others = othersOf(answer);
  const replaceable = answer.kind === "hit" || answer.kind === "swapped";
  return [
    others.length > 0 && action("next", "Add the next", () => { ctrl.addNext(); }),
    others.length > 0 && replaceable && action("swap", "Swap", () => { ctrl.dialog = "swap"; }),
    others.length > 1 && !replaceable && action("choose", "Choose", () => { ctrl.dialog = "choose"; }),
    others.length > 1 && action("all", `Add all ${formatNumber(others.length)}`, () => { ctrl.addAll(); }),
    (replaceable || STEPS.includes(answer.kind)) && action("undo", "Undo", () => { ctrl.undo(); }),
    answer.kind === "imported" && action("report", "Show the report", () => { ctrl.dialog = "lists"; }),
    answer.kind === "queued" && action("retry", "Try now", () => { ctrl.retry(); }),
  ];
}

function action(name: string, label: string, onclick: () => void): m.Children {
  return m("button.action[type=button]", { "data-action": name, onclick }, label);
}
