import m from "mithril";
import { formatCount } from "../../game/formatting";
import type { QuizCtrl } from "../ctrl";

/** The sheet opens or closes when the finger has moved this far. */
const MIN_DRAG_PX = 16;

/** Where the finger touched the handle, in px from the top. Not a variable of the view, which is redrawn during the drag. */
let touchStartY: number | null = null;

/** The strip that opens or closes the phone's bottom sheet: by dragging, by tapping, or by Enter. */
export function bottomSheetHandle({ sidePanel, play }: QuizCtrl, role: "open" | "close"): m.Children {
  return m(
    `button.sheet-handle.sheet-handle-${role}[type=button]`,
    {
      "aria-expanded": String(sidePanel.open),
      "aria-controls": "side-panel",
      onclick: () => {
        sidePanel.open = role === "open";
      },
      ontouchstart: (event: TouchEvent & { redraw?: boolean }) => {
        touchStartY = event.touches[0]?.clientY ?? null;
        event.redraw = false;
      },
      ontouchmove: (event: TouchEvent & { redraw?: boolean }) => {
        const draggedUp = touchStartY === null ? 0 : touchStartY - (event.touches[0]?.clientY ?? touchStartY);
        event.redraw = Math.abs(draggedUp) > MIN_DRAG_PX;
        if (event.redraw) sidePanel.open = draggedUp > 0;
      },
    },
    m("span.sheet-grip"),
    role === "open" ? `List and tables of ${formatCount(play.size, "place")}` : "Back to the map",
  );
}
