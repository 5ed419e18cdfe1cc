import m from "mithril";
import { Dialog } from "../ui/dialog";
import type { Deletion } from "./deletion";

/** The button that asks, what went wrong the last time, and the dialog. `what`: the play, as the dialog names it. */
export function deletionView(deletion: Deletion, what: string): m.Children {
  return [
    m(
      "button.act[type=button][data-action=ask-delete]",
      { onclick: () => { deletion.ask(); }, disabled: deletion.stage === "waiting" },
      deletion.stage === "waiting" ? "Deleting…" : "Delete",
    ),
    deletion.problem !== null && m("p.problem[role=alert]", deletion.problem),
    deletion.stage === "asking" && deleteDialog(deletion, what),
  ];
}

function deleteDialog(deletion: Deletion, what: string): m.Children {
  const close = (): void => { deletion.cancel(); };
  return m(
    Dialog,
    { title: "Delete this play?", onclose: close },
    m("p", `${what} will be deleted for good, and its link will lead nowhere. What you have named stays in this browser.`),
    m(
      "div.dialog-actions",
      m("button.button.keep[type=button]", { onclick: close, autofocus: true }, "Keep it"),
      m("button.button.strong[type=button]", { "data-action": "delete", onclick: () => { void deletion.confirm(); } }, "Delete it"),
    ),
  );
}
