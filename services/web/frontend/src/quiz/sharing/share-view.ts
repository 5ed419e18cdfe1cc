import m from "mithril";
import { formatCount } from "../../game/formatting";
import { saveErrorMessage, formatSaveTime, saveNoticeMessage, deletionErrorMessage } from "../../game/share-messages";
import type { SavedLink } from "../../storage/save-state";
import { canShareLink, copyField, shareLink } from "../../ui/copy-and-share";
import { Dialog } from "../../ui/dialog";
import type { QuizCtrl } from "../ctrl";

/** Opens the dialog. The button is in the page's header, beside "saved ✓". */
export function shareButton(ctrl: QuizCtrl): m.Children {
  const onclick = (): void => {
    ctrl.share.open();
    ctrl.dialog = "share";
  };
  return m("button.share-button[type=button][aria-haspopup=dialog]", { onclick }, "Share");
}

export function shareDialog(ctrl: QuizCtrl, close: () => void): m.Children {
  const { share } = ctrl;
  const onclose = (): void => {
    share.close();
    close();
  };
  const link = share.saveState?.link ?? null;
  if (link && share.deletion) return m(Dialog, { key: "delete", title: "Delete this saved play?", onclose }, deletionView(ctrl));
  return m(
    Dialog,
    { key: "share", title: "Share this play", onclose },
    link === null && m("p", "Saving makes a public page with your map, your places and your score. Anybody who has the link can see it. You need no account, and the page shows no name."),
    link === null && m("p.note", m("a", { href: "/privacy" }, "What is stored, and for how long")),
    link && linkField(ctrl, link),
    m("p.share-status[role=status]", statusText(ctrl, link)),
    link ? linkActions(ctrl, link, onclose) : saveActions(ctrl, onclose),
  );
}

/** One or two sentences: whether the play is saved, and what happens next. */
function statusText({ share, play }: QuizCtrl, link: SavedLink | null): m.Children {
  const { error, notice } = share.autoSave;
  const sentences: string[] = [];
  if (notice) sentences.push(saveNoticeMessage(notice));
  if (error) sentences.push(saveErrorMessage(error, link !== null));
  else if (link) sentences.push(`Saved ${formatSaveTime(link.at, share.now)}. It is updated automatically while you play.`);
  else if (share.saveState) sentences.push("Saving …");
  else if (play.size === 0) sentences.push("There is nothing to save yet: name a place first.");
  if (link && share.copied === "by-hand") sentences.push("The link is selected: copy it as you copy any text.");
  return sentences.join(" ");
}

/** Shown before and during the first save. The button stays enabled, because a disabled button would lose the focus. */
function saveActions({ share, play }: QuizCtrl, onclose: () => void): m.Children {
  const failed = share.saveState !== null && share.autoSave.error !== null;
  const label = share.saveState === null ? "Save and get a link" : failed ? "Try now" : "Saving …";
  return m(
    "div.dialog-actions",
    m("button.button[type=button]", { onclick: onclose }, "Close"),
    m(
      "button.button.primary[type=button]",
      {
        "data-action": "save",
        autofocus: true,
        disabled: share.saveState === null && play.size === 0,
        onclick: () => { share.autoSave.begin(); },
      },
      label,
    ),
  );
}

function linkField({ share }: QuizCtrl, { url }: SavedLink): m.Children {
  const copy = async (): Promise<void> => {
    const field = document.querySelector<HTMLInputElement>("#link");
    if (field) share.copied = (await copyField(field)) ? "yes" : "by-hand";
    m.redraw();
  };
  return m(
    "div.share-link",
    m("label[for=link]", "Link to your result"),
    m("input#link[type=url][readonly]", {
      value: url,
      oncreate: ({ dom }: m.VnodeDOM) => {
        (dom as HTMLInputElement).focus(); // the button that had the focus is gone
      },
      onfocus: (event: FocusEvent & { redraw?: boolean }) => {
        const field = event.target as HTMLInputElement;
        field.select();
        field.scrollLeft = 0;
        event.redraw = false;
      },
    }),
    m("button.button[type=button]", { "data-action": "copy", onclick: copy }, share.copied === "yes" ? "Copied ✓" : "Copy"),
  );
}

function linkActions(ctrl: QuizCtrl, { url }: SavedLink, onclose: () => void): m.Children {
  const { share, quiz, play } = ctrl;
  const title = `${formatCount(play.size, "place")} of ${quiz.title} · Toponaut`;
  return [
    m(
      "div.share-ways",
      m("a.button", { href: url, target: "_blank", rel: "noopener" }, "Open the result page"),
      canShareLink() && m("button.button[type=button]", { onclick: () => { shareLink(title, url); } }, "Send …"),
      share.autoSave.error && m("button.button[type=button]", { onclick: () => { share.autoSave.retry(); } }, "Try now"),
    ),
    m(
      "div.dialog-actions.share-end",
      m("button.button[type=button]", { "data-action": "ask-delete", onclick: () => { share.askToDelete(); } }, "Delete this saved play"),
      m("button.button[type=button]", { onclick: onclose }, "Close"),
    ),
  ];
}

function deletionView({ share }: QuizCtrl): m.Children {
  const running = share.deletion === "running";
  return [
    m("p", "The page and link of this saved play stop working at once, for everybody. Your map here stays."),
    m("p.share-status[role=status]", running ? "Deleting …" : share.deletionError && deletionErrorMessage(share.deletionError)),
    m(
      "div.dialog-actions",
      m("button.button[type=button]", { autofocus: true, onclick: () => { share.cancelDeletion(); } }, "Keep it"),
      m("button.button.primary[type=button]", { "data-action": "delete", onclick: () => share.remove() }, "Delete it"),
    ),
  ];
}
