import m from "mithril";
import { canShareLink, copyField, shareLink } from "../ui/copy-and-share";

/** Copies the page's link. Where the browser does not let pages copy, it shows the link for copying by hand. */
export function LinkView(title: string, url: string): m.Component {
  let state: "idle" | "copied" | "by-hand" = "idle";

  async function copy(event: Event): Promise<void> {
    const field = (event.currentTarget as HTMLElement).parentElement?.querySelector("input");
    if (!field) return;
    state = (await copyField(field)) ? "copied" : "by-hand";
    m.redraw();
  }

  return {
    view: () => [
      m("button.text-button[type=button][data-action=copy]", { onclick: (event: Event) => void copy(event) }, "Copy link"),
      canShareLink() && m("button.text-button[type=button]", { onclick: () => { shareLink(title, url); } }, "Send link"),
      m("span.note[role=status]", state === "copied" ? "copied ✓" : state === "by-hand" ? "Copy it from here:" : ""),
      m("input[readonly]", {
        "aria-label": "Link to this play",
        class: state === "by-hand" ? "link-field" : "visually-hidden",
        tabindex: state === "by-hand" ? 0 : -1,
        value: url,
      }),
    ],
  };
}
