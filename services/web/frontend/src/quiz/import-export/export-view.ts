import m from "mithril";
import { formatCount } from "../../game/formatting";
import { downloadFile } from "../../ui/file-download";
import type { QuizCtrl } from "../ctrl";
import { downloadMapImage } from "../sharing/map-image";
import type { TextFormat } from "./import-export-ctrl";

const TEXT_FORMATS: [format: TextFormat, label: string, note: string][] = [
  ["text", "Text", "one place on each line; can be imported again"],
  ["csv", "CSV", "a table for spreadsheets"],
  ["geojson", "GeoJSON", "points for other maps"],
];

/** Buttons that download the list in one of three text formats, or the map as an image. */
export function exportView(ctrl: QuizCtrl): m.Children {
  const { size } = ctrl.play;
  return m(
    "section",
    m("h3", "Export"),
    m("p.note", size > 0 ? `The ${formatCount(size, "place")} on your list, as a file.` : "Name a place first: your list is empty."),
    m(
      "ul.forms",
      TEXT_FORMATS.map(([format, label, note]) => exportItem(label, note, size === 0, () => { downloadText(ctrl, format); })),
      exportItem("Picture", "the map as it is drawn, as PNG", size === 0, () => { void drawMapImage(ctrl); }),
    ),
    ctrl.importExport.mapImageFailed && m("p.problem[role=alert]", "The picture could not be drawn, because the map did not load. Check the connection, then try again."),
  );
}

function exportItem(label: string, note: string, disabled: boolean, onclick: () => void): m.Children {
  return m("li", m("button.button[type=button]", { "data-export": label, disabled, onclick }, label), m("span.note", note));
}

async function drawMapImage(ctrl: QuizCtrl): Promise<void> {
  ctrl.importExport.mapImageFailed = !(await downloadMapImage(ctrl));
  m.redraw();
}

function downloadText({ importExport }: QuizCtrl, format: TextFormat): void {
  const { name, mediaType, text } = importExport.textFile(format);
  downloadFile(name, new Blob([text], { type: `${mediaType};charset=utf-8` }));
}
