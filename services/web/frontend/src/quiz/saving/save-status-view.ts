import m from "mithril";
import { formatCount } from "../../game/formatting";
import { linkStatus } from "../../game/share-messages";
import type { QuizCtrl } from "../ctrl";

/** Whether the play is safe, in the page's header; and how its link is doing, where it has one. */
export function saveView(ctrl: QuizCtrl): m.Children {
  const text = kept(ctrl);
  return [
    m("span.saved", { class: ctrl.fault ? "unsaved" : "", role: ctrl.fault ? "alert" : undefined }, text),
    ctrl.fault ? null : linkView(ctrl, text === "" ? "" : " · "),
  ];
}

function kept({ fault, waiting, play }: QuizCtrl): string {
  if (fault === "full") return "Not saved: this browser’s storage is full. Keep this page open.";
  if (fault === "blocked") return "Not saved: this browser blocks storage. Keep this page open.";
  if (waiting > 0) return `${formatCount(waiting, "guess", "guesses")} waiting`;
  return play.size > 0 ? "saved ✓" : "";
}

function linkView({ share: { saving, saver } }: QuizCtrl, between: string): m.Children {
  const { hitch, notice } = saver;
  const word = linkStatus(Boolean(saving?.link ?? (saving && hitch)), hitch, notice);
  return word && m("span.link-word", { class: word[0] === "" ? "fine" : "" }, m("span.at-length", between), word[0], m("span.at-length", word[1]));
}
