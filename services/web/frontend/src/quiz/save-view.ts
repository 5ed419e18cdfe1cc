import m from "mithril";
import { plural } from "../game/numbers";
import type { QuizCtrl } from "./ctrl";

/** Whether the play is safe, in the page's header. */
export function saveView(ctrl: QuizCtrl): m.Children {
  const text = saved(ctrl);
  return m("span.saved", { class: ctrl.fault ? "unsaved" : "", role: ctrl.fault ? "alert" : undefined }, text);
}

function saved({ fault, waiting, play }: QuizCtrl): string {
  if (fault === "full") return "Not saved: this browser’s storage is full. Keep this page open.";
  if (fault === "blocked") return "Not saved: this browser blocks storage. Keep this page open.";
  if (waiting > 0) return `${plural(waiting, "guess", "guesses")} waiting`;
  return play.size > 0 ? "saved ✓" : "";
}
