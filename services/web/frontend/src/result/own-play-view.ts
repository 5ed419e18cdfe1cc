import m from "mithril";
import type { SavedPlayEntry } from "../storage/saved-plays";
import type { DeletionCtrl } from "./deletion-ctrl";
import { deletionView } from "./deletion-view";

/** What the owner of the play sees instead of the links for visitors. */
export function ownPlayView(deletion: DeletionCtrl, { quiz, title }: SavedPlayEntry): m.Children {
  return m(
    "div.text-buttons",
    m("p.own-line", "This is your play."),
    m("a.text-button", { href: `/quizzes/${quiz}` }, "Back to the quiz"),
    deletionView(deletion, `This play of “${title}”`),
  );
}

/** What the page shows once the play is deleted. */
export const deletedView: m.Component = {
  oncreate: ({ dom }) => {
    (dom as HTMLElement).focus();
  },
  view: () => [
    m("h1[tabindex=-1]", "This play is gone"),
    m("p[role=status]", "It is deleted, and its link no longer works. What you have named stays in this browser."),
    m("p", m("a[href=/]", "All quizzes")),
  ],
};
