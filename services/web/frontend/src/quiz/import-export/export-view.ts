import m from "mithril";
import { formatCount } from "../../game/formatting";
import { download } from "../../ui/files";
import type { QuizCtrl } from "../ctrl";
import type { Form } from "./import-export-ctrl";
import { picture } from "../sharing/map-image";

const FORMS: [form: Form, label: string, note: string][] = [
  ["text", "Text", "one place a line; imports again"],
  ["csv", "CSV", "a table for spreadsheets"],
  ["geojson", "GeoJSON", "points for other maps"],
];

/** The list as a file, in one of four forms. */
export function exportView(ctrl: QuizCtrl): m.Children {
  const { size } = ctrl.play;
  return m(
    "section",
    m("h3", "Export"),
    m("p.note", size > 0 ? `The ${formatCount(size, "place")} on your list, as a file.` : "Name a place first: your list is empty."),
    m(
      "ul.forms",
      FORMS.map(([form, label, note]) => line(label, note, size === 0, () => { save(ctrl, form); })),
      line("Picture", "the map as it is drawn, as PNG", size === 0, () => { void print(ctrl); }),
    ),
    ctrl.lists.pictureFailed && m("p.problem[role=alert]", "The picture could not be drawn: its map did not come. Try again when the connection is back."),
  );
}

function line(label: string, note: string, disabled: boolean, onclick: () => void): m.Children {
  return m("li", m("button.button[type=button]", { "data-export": label, disabled, onclick }, label), m("span.note", note));
}

async function print(ctrl: QuizCtrl): Promise<void> {
  ctrl.lists.pictureFailed = !(await picture(ctrl));
  m.redraw();
}

function save({ lists }: QuizCtrl, form: Form): void {
  const { name, type, text } = lists.file(form);
  download(name, new Blob([text], { type: `${type};charset=utf-8` }));
}
