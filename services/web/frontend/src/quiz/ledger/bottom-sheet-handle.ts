import m from "mithril";
import { formatCount } from "../../game/formatting";
import type { QuizCtrl } from "../ctrl";

/** How far a thumb must pull before the sheet follows through. */
const PULL_PX = 16;

/** Where the thumb took hold, in px from the top. Outside of the view, which is made anew while the thumb moves. */
let from: number | null = null;

/** The strip that pulls the phone's sheet up, or down again: by pulling, by tapping, or by Enter. */
export function sheetHandle({ ledger, play }: QuizCtrl, role: "open" | "close"): m.Children {
  return m(
    `button.sheet-handle.sheet-handle-${role}[type=button]`,
    {
      "aria-expanded": String(ledger.open),
      "aria-controls": "ledger",
      onclick: () => {
        ledger.open = role === "open";
      },
      ontouchstart: (event: TouchEvent & { redraw?: boolean }) => {
        from = event.touches[0]?.clientY ?? null;
        event.redraw = false;
      },
      ontouchmove: (event: TouchEvent & { redraw?: boolean }) => {
        const pulled = from === null ? 0 : from - (event.touches[0]?.clientY ?? from);
        event.redraw = Math.abs(pulled) > PULL_PX;
        if (event.redraw) ledger.open = pulled > 0;
      },
    },
    m("span.sheet-grip"),
    role === "open" ? `List and tables of ${formatCount(play.size, "place")}` : "Back to the map",
  );
}
