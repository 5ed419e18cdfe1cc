import m from "mithril";

interface Attrs {
  title: string;
  onclose: () => void;
}

/** The browser's modal dialog. It holds the focus while it is open, and Escape closes it. */
export const Dialog: m.Component<Attrs> = {
  oncreate: ({ dom }) => {
    (dom as HTMLDialogElement).showModal();
  },
  onbeforeremove: ({ dom }) => {
    (dom as HTMLDialogElement).close();
  },
  view: ({ attrs: { title, onclose }, children }) =>
    m(
      "dialog.dialog",
      {
        "aria-labelledby": "dialog-title",
        oncancel: onclose,
        onclick: (event: MouseEvent & { redraw?: boolean }) => {
          // A click on the dialog itself is a click on its backdrop: div.dialog-page covers all the rest.
          if (event.target === event.currentTarget) onclose();
          else event.redraw = false;
        },
      },
      m("div.dialog-page", m("h2#dialog-title", title), children),
    ),
};
