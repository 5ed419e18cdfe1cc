import m from "mithril";
import { formatNumber, formatCount } from "../../game/formatting";
import { Dialog } from "../../ui/dialog";
import type { QuizCtrl } from "../ctrl";
import type { SharedPlay } from "./continue-ctrl";

export function continueDialog(ctrl: QuizCtrl, close: () => void): m.Children {
  const { continuation } = ctrl;
  const { sharedPlay } = continuation;
  if (!sharedPlay) return null;
  const keep = (): void => {
    continuation.keepMine();
    close();
  };
  return sharedPlay.detail.quiz === ctrl.quiz.slug ? mergeDialog(ctrl, sharedPlay, keep, close) : otherQuizDialog(ctrl, sharedPlay, keep);
}

function mergeDialog({ continuation, play, share }: QuizCtrl, sharedPlay: SharedPlay, keep: () => void, close: () => void): m.Children {
  const { places, alreadyNamed } = sharedPlay;
  const thenClose = (action: () => void) => (): void => {
    action();
    close();
  };
  return m(
    Dialog,
    { title: "Continue this play?", onclose: keep },
    m("p", `You have ${formatCount(play.size, "place")} on this map; the play has ${formatNumber(places.length)}${alreadyNamedNote(alreadyNamed)}.`),
    m(
      "div.choices",
      choiceButton("keep-mine", "Keep mine", "The play stays where it is.", keep, true),
      choiceButton("add", "Add them to mine", `${formatCount(places.length - alreadyNamed, "new place")}. One undo takes them back.`, thenClose(() => { continuation.add(); })),
      choiceButton("instead", "Start from the play instead", replaceNote(play.size, Boolean(share.saveState?.link)), thenClose(() => { continuation.replace(); })),
    ),
  );
}

function alreadyNamedNote(alreadyNamed: number): string {
  if (alreadyNamed === 0) return ", none of them yours";
  return ` (${formatNumber(alreadyNamed)} of them yours too)`;
}

function replaceNote(size: number, isSaved: boolean): string {
  const cleared = `Your ${formatCount(size, "place")} ${size === 1 ? "leaves" : "leave"} this map; undo brings them back while this page is open.`;
  return isSaved ? `${cleared} Your saved play stays at its link.` : cleared;
}

function choiceButton(name: string, label: string, note: string, onclick: () => void, autofocus = false): m.Children {
  return m("button.choice[type=button]", { "data-action": name, onclick, autofocus }, m("span.choice-label", label), m("span.choice-note", note));
}

function otherQuizDialog({ quiz }: QuizCtrl, { detail }: SharedPlay, keep: () => void): m.Children {
  const address = `/quizzes/${encodeURIComponent(detail.quiz)}?continue=${encodeURIComponent(detail.id)}`;
  return m(
    Dialog,
    { title: "That play is of another quiz", onclose: keep },
    m("p", "It is a play of ", m("b.name", detail.title), ", and this is ", m("b.name", quiz.title), "."),
    m(
      "div.dialog-actions",
      m("button.button[type=button]", { onclick: keep }, "Stay here"),
      m("a.button.primary", { href: address, autofocus: true }, `Continue it in ${detail.title}`),
    ),
  );
}
