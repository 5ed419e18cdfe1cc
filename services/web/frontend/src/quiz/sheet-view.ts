import m from "mithril";
import { plural } from "../game/numbers";
import type { QuizCtrl } from "./ctrl";

/** How far a thumb must pull before the sheet follows through. */
const PULL_PX = 16;

/** The strip that pulls the phone's sheet up, or down again: by pulling, by tapping, or by Enter. */
export function sheetHandle({ ledger, play }: QuizCtrl, role: "open" | "close"): m.Children {
  let from: number | null = null;
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
        const pulled = (from ?? 0) - (event.touches[0]?.clientY ?? from ?? 0);
        event.redraw = Math.abs(pulled) > PULL_PX;
        if (event.redraw) ledger.open = pulled > 0;
      },
    },
    m("span.sheet-grip"),
    role === "open" ? `List and tables of ${plural(play.size, "place")}` : "Back to the map",
  );
}
