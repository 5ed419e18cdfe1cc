import m from "mithril";
import { formatCount } from "../../game/formatting";
import { linkStatus } from "../../game/share-messages";
import type { QuizCtrl } from "../ctrl";

/** The status in the page's header: whether the browser has stored the play, and whether the saved play is up to date. */
export function saveStatusView(ctrl: QuizCtrl): m.Children {
  const text = storageStatus(ctrl);
  return [
    m("span.saved", { class: ctrl.storageFault ? "unsaved" : "", role: ctrl.storageFault ? "alert" : undefined }, text),
    ctrl.storageFault ? null : linkStatusView(ctrl, text === "" ? "" : " · "),
  ];
}

function storageStatus({ storageFault, delayedGuesses, play }: QuizCtrl): string {
  if (storageFault === "full") return "Not saved: this browser’s storage is full. Keep this page open.";
  if (storageFault === "blocked") return "Not saved: this browser blocks storage. Keep this page open.";
  if (delayedGuesses > 0) return `${formatCount(delayedGuesses, "guess", "guesses")} waiting`;
  return play.size > 0 ? "saved ✓" : "";
}

function linkStatusView({ share: { saveState, autoSave } }: QuizCtrl, separator: string): m.Children {
  const { error, notice } = autoSave;
  const word = linkStatus(Boolean(saveState?.link ?? (saveState && error)), error, notice);
  return word && m("span.link-status", { class: word[0] === "" ? "up-to-date" : "" }, m("span.wide-only", separator), word[0], m("span.wide-only", word[1]));
}
