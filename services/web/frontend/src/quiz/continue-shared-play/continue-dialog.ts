import m from "mithril";
import { formatNumber, formatCount } from "../../game/formatting";
import { Dialog } from "../../ui/dialog";
import type { Offer } from "./continue-ctrl";
import type { QuizCtrl } from "../ctrl";

export function continueDialog(ctrl: QuizCtrl, close: () => void): m.Children {
  const { continuing } = ctrl;
  const { offer } = continuing;
  if (!offer) return null;
  const keep = (): void => {
    continuing.keepMine();
    close();
  };
  return offer.detail.quiz === ctrl.quiz.slug ? mergeDialog(ctrl, offer, keep, close) : otherQuizDialog(ctrl, offer, keep);
}

function mergeDialog({ continuing, play, share }: QuizCtrl, offer: Offer, keep: () => void, close: () => void): m.Children {
  const choose = (action: () => void) => (): void => {
    action();
    close();
  };
  return m(
    Dialog,
    { title: "Continue this play?", onclose: keep },
    m("p", `You have ${formatCount(play.size, "place")} on this map; the play has ${formatNumber(offer.places.length)}${shared(offer)}.`),
    m(
      "div.choices",
      button("keep-mine", "Keep mine", "The play stays where it is.", keep, true),
      button("add", "Add them to mine", `${formatCount(offer.places.length - offer.shared, "new place")}. One undo takes them back.`, choose(() => { continuing.add(); })),
      button("instead", "Start from the play instead", instead(play.size, Boolean(share.saving?.link)), choose(() => { continuing.replace(); })),
    ),
  );
}

function shared({ shared }: Offer): string {
  if (shared === 0) return ", none of them yours";
  return ` (${formatNumber(shared)} of them yours too)`;
}

function instead(size: number, linked: boolean): string {
  const cleared = `Your ${formatCount(size, "place")} ${size === 1 ? "leaves" : "leave"} this map; undo brings them back while this page is open.`;
  return linked ? `${cleared} Your saved play stays at its link.` : cleared;
}

function button(name: string, label: string, note: string, onclick: () => void, autofocus = false): m.Children {
  return m("button.choice[type=button]", { "data-action": name, onclick, autofocus }, m("span.choice-label", label), m("span.choice-note", note));
}

function otherQuizDialog({ quiz }: QuizCtrl, { detail }: Offer, keep: () => void): m.Children {
  const address = `/quizzes/${encodeURIComponent(detail.quiz)}?continue=${encodeURIComponent(detail.id)}`;
  return m(
    Dialog,
    { title: "That play is of another quiz", onclose: keep },
    m("p", "It is a play of ", m("b.name", detail.title), ", and this is ", m("b.name", quiz.title), "."),
    m(
      "div.dialog-actions",
      m("button.button.keep[type=button]", { onclick: keep }, "Stay here"),
      m("a.button.strong", { href: address, autofocus: true }, `Continue it in ${detail.title}`),
    ),
  );
}
