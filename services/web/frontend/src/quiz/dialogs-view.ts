import m from "mithril";
import type { Place } from "../api/types";
import { othersOf } from "../game/answer-line";
import { formatPeople, formatCount } from "../game/formatting";
import { locationLabel } from "../game/regions";
import { Dialog } from "../ui/dialog";
import { VirtualList } from "../ui/virtual-list";
import { continueDialog } from "./continue-shared-play/continue-dialog";
import type { QuizCtrl } from "./ctrl";
import { importExportDialog } from "./import-export/import-export-view";
import { shareDialog } from "./sharing/share-view";

export function dialogsView(ctrl: QuizCtrl): m.Children {
  switch (ctrl.dialog) {
    case "reset":
      return resetDialog(ctrl);
    case "swap":
      return chooseDialog(ctrl, "Which one did you mean?", (place) => { ctrl.swapTo(place); });
    case "choose":
      return chooseDialog(ctrl, "Which one do you want to add?", (place) => { ctrl.addChosen(place); });
    case "share":
      return [shareDialog(ctrl, closeDialog(ctrl))];
    case "continue":
      return continueDialog(ctrl, closeDialog(ctrl));
    case "import-export":
      return importExportDialog(ctrl);
    case null:
      return null;
  }
}

function closeDialog(ctrl: QuizCtrl): () => void {
  return () => {
    ctrl.dialog = null;
    m.redraw();
  };
}

function resetDialog(ctrl: QuizCtrl): m.Children {
  return m(
    Dialog,
    { title: "Start over?", onclose: closeDialog(ctrl) },
    m("p", `This clears ${formatCount(ctrl.play.size, "place")} from your map. It cannot be undone.`),
    ctrl.share.saveState?.link && m("p", "Your saved play stays at its link as it is now. What you name next is another play, with a link of its own once you save it."),
    m(
      "div.dialog-actions",
      m("button.button[type=button]", { onclick: closeDialog(ctrl), autofocus: true }, "Keep playing"),
      m("button.button.primary[type=button]", { "data-action": "reset", onclick: () => { ctrl.reset(); m.redraw(); } }, "Clear the map"),
    ),
  );
}

const PlaceRows = VirtualList<Place>;

function chooseDialog(ctrl: QuizCtrl, title: string, choose: (place: Place) => void): m.Children {
  const places = othersOf(ctrl.answer);
  return m(
    Dialog,
    { title, onclose: closeDialog(ctrl) },
    m(PlaceRows, {
      rows: places,
      label: title,
      keyOf: ({ id }) => id,
      view: (place, index) =>
        m(
          "button.row[type=button]",
          { autofocus: index === 0, onclick: () => { choose(place); m.redraw(); } },
          m("span.row-name", place.name),
          m("span.row-where", locationLabel(ctrl.quiz, place)),
          m("span.row-people", formatPeople(place.population)),
        ),
    }),
    m("div.dialog-actions", m("button.button[type=button]", { onclick: closeDialog(ctrl) }, "Close")),
  );
}
