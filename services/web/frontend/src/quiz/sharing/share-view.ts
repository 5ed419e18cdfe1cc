import m from "mithril";
import { formatCount } from "../../game/formatting";
import { saveErrorMessage, formatSaveTime, saveNoticeMessage, deletionErrorMessage } from "../../game/share-messages";
import type { Link } from "../../storage/save-state";
import { canShareLink, copyField, shareLink } from "../../ui/clipboard";
import { Dialog } from "../../ui/dialog";
import type { QuizCtrl } from "../ctrl";

/** Beside the header's "saved ✓". */
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
  const link = share.saving?.link ?? null;
  if (link && share.deletion) return m(Dialog, { key: "delete", title: "Delete this saved play?", onclose }, deletion(ctrl));
  return m(
    Dialog,
    { key: "share", title: "Share this play", onclose },
    link === null && m("p", "Saving makes a public page with your map, your places and your score. Anybody who has its link can see it. It takes no account and shows no name."),
    link === null && m("p.note", m("a", { href: "/privacy" }, "What is stored, and for how long")),
    link && linkField(ctrl, link),
    m("p.share-status[role=status]", status(ctrl, link)),
    link ? linkActions(ctrl, link, onclose) : saveActions(ctrl, onclose),
  );
}

/** One or two sentences: how saving goes, and what happens next. */
function status({ share, play }: QuizCtrl, link: Link | null): m.Children {
  const { hitch, notice } = share.saver;
  const words: string[] = [];
  if (notice) words.push(saveNoticeMessage(notice));
  if (hitch) words.push(saveErrorMessage(hitch, link !== null));
  else if (link) words.push(`Saved ${formatSaveTime(link.at, share.now)}. It is brought up to date by itself while you play.`);
  else if (share.saving) words.push("Saving …");
  else if (play.size === 0) words.push("There is nothing to save yet: name a place first.");
  if (link && share.copied === "by-hand") words.push("The link is selected: copy it as you copy any text.");
  return words.join(" ");
}

/** Before the first save, and while it runs. The button keeps the focus, which a disabled one would lose. */
function saveActions({ share, play }: QuizCtrl, onclose: () => void): m.Children {
  const waits = share.saving !== null && share.saver.hitch !== null;
  const label = share.saving === null ? "Save and get a link" : waits ? "Try now" : "Saving …";
  return m(
    "div.dialog-actions",
    m("button.button.keep[type=button]", { onclick: onclose }, "Close"),
    m(
      "button.button.strong[type=button]",
      {
        "data-action": "save",
        autofocus: true,
        disabled: share.saving === null && play.size === 0,
        onclick: () => { share.saver.begin(); },
      },
      label,
    ),
  );
}

function linkField({ share }: QuizCtrl, { url }: Link): m.Children {
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
        (dom as HTMLInputElement).focus(); // where the button that was pressed for it has gone
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

function linkActions(ctrl: QuizCtrl, { url }: Link, onclose: () => void): m.Children {
  const { share, quiz, play } = ctrl;
  const title = `${formatCount(play.size, "place")} of ${quiz.title} · Toponaut`;
  return [
    m(
      "div.share-ways",
      m("a.button", { href: url, target: "_blank", rel: "noopener" }, "Open the result page"),
      canShareLink() && m("button.button[type=button]", { onclick: () => { shareLink(title, url); } }, "Send …"),
      share.saver.hitch && m("button.button[type=button]", { onclick: () => { share.saver.retry(); } }, "Try now"),
    ),
    m(
      "div.dialog-actions.share-end",
      m("button.button[type=button]", { "data-action": "ask-delete", onclick: () => { share.ask(); } }, "Delete this saved play"),
      m("button.button.keep[type=button]", { onclick: onclose }, "Close"),
    ),
  ];
}

function deletion({ share }: QuizCtrl): m.Children {
  const running = share.deletion === "running";
  return [
    m("p", "Its page and its link end at once, for everybody. Your map here stays as it is."),
    m("p.share-status[role=status]", running ? "Deleting …" : share.undeleted && deletionErrorMessage(share.undeleted)),
    m(
      "div.dialog-actions",
      m("button.button.keep[type=button]", { autofocus: true, onclick: () => { share.keep(); } }, "Keep it"),
      m("button.button.strong[type=button]", { "data-action": "delete", onclick: () => share.remove() }, "Delete it"),
    ),
  ];
}
