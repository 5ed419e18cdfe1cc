import m from "mithril";
import { Dialog } from "../ui/dialog";
import type { DeletionCtrl } from "./deletion-ctrl";

/** The delete button, the problem of the last try, and the dialog. `playName`: the play as the dialog names it. */
export function deletionView(deletion: DeletionCtrl, playName: string): m.Children {
  return [
    m(
      "button.text-button[type=button][data-action=ask-delete]",
      { onclick: () => { deletion.ask(); }, disabled: deletion.stage === "waiting" },
      deletion.stage === "waiting" ? "Deleting…" : "Delete",
    ),
    deletion.problem !== null && m("p.problem[role=alert]", deletion.problem),
    deletion.stage === "asking" && deleteDialog(deletion, playName),
  ];
}

function deleteDialog(deletion: DeletionCtrl, playName: string): m.Children {
  const close = (): void => { deletion.cancel(); };
  return m(
    Dialog,
    { title: "Delete this play?", onclose: close },
    m("p", `${playName} will be deleted for good, and its link will stop working. What you have named stays in this browser.`),
    m(
      "div.dialog-actions",
      m("button.button[type=button]", { onclick: close, autofocus: true }, "Keep it"),
      m("button.button.primary[type=button]", { "data-action": "delete", onclick: () => { void deletion.confirm(); } }, "Delete it"),
    ),
  );
}
