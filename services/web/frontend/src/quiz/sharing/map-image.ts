import { fetchMap } from "../../api/quizzes";
import type { Quiz } from "../../api/types";
import { exportFilename } from "../../game/export/filename";
import { formatPercent, formatCount, formatCompact } from "../../game/formatting";
import { dotRadiusScale, legendPopulations } from "../../map/dot-size";
import { type MapStyle, drawMap, type MapSize, mapSizeFor } from "../../map/image/draw-map";
import type { MapFile } from "../../map/map-file";
import { download } from "../../ui/files";
import type { QuizCtrl } from "../ctrl";

/** Twice as many pixels as the page is laid out in: sharp on any screen, and on paper 20 cm wide. */
const SHARPNESS = 2;
const WIDTH = 1200;
const MARGIN = 48;
const HEAD = 108;
const FOOT = 68;
const TALLEST_MAP = 1200;
/** Between the outer and the inner rule of the frame, as on the page. */
const NEATLINE = 4;

/** The map of the play as a page of an atlas, as a file. False if the map did not come. */
export async function picture(ctrl: QuizCtrl): Promise<boolean> {
  const outcome = await fetchMap<MapFile>(ctrl.quiz.map_url);
  if (!outcome.ok) return false;
  const ink = inkOfPage();
  await loadFaces(ink, ctrl.quiz.title + ctrl.play.all().map(({ name }) => name).join(""));
  const blob = await draw(ctrl, outcome.value, ink);
  if (blob) download(exportFilename(ctrl.quiz.slug, Date.now(), "png"), blob);
  return blob !== null;
}

/** The parts of the typefaces that these letters need. A canvas does not wait for them, as a page does. */
async function loadFaces({ serif, sans }: MapStyle, text: string): Promise<void> {
  const faces = [`39px ${firstOf(serif)}`, `16px ${firstOf(sans)}`, `600 16px ${firstOf(sans)}`];
  // One that does not come is drawn in the face that stands in for it on the page too.
  await Promise.allSettled(faces.map((face) => document.fonts.load(face, [...new Set(text)].join(""))));
}

function firstOf(family: string): string {
  return family.split(",")[0] ?? family;
}

function draw(ctrl: QuizCtrl, map: MapFile, ink: MapStyle): Promise<Blob | null> {
  const sheet = mapSizeFor(map, WIDTH - 2 * MARGIN, TALLEST_MAP);
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * SHARPNESS;
  canvas.height = (HEAD + sheet.height + FOOT) * SHARPNESS;
  const context = canvas.getContext("2d");
  if (context) {
    context.scale(SHARPNESS, SHARPNESS);
    context.fillStyle = ink.paper;
    context.fillRect(0, 0, WIDTH, canvas.height);
    head(context, ctrl, ink);
    foot(context, ctrl.quiz, HEAD + sheet.height, ink);
    context.translate(MARGIN, HEAD);
    drawMap(context, map, sheet, ctrl.play.all(), dotRadiusScale(ctrl.quiz), ink);
    frame(context, sheet, ink);
  }
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
}

function head(context: CanvasRenderingContext2D, { quiz, ledger }: QuizCtrl, ink: MapStyle): void {
  const { score } = ledger.tables;
  const base = HEAD - 32;
  context.textBaseline = "alphabetic";
  write(context, quiz.title, MARGIN, base, `39px ${ink.serif}`, ink.ink);
  context.textAlign = "right";
  const share = `${formatPercent(score.people, quiz.population)} of its people`;
  write(context, share, WIDTH - MARGIN, base, `20px ${ink.sans}`, ink.soft);
  const left = context.measureText(share).width;
  write(context, `${formatCount(score.places, "place")} · `, WIDTH - MARGIN - left, base, `600 20px ${ink.sans}`, ink.accent);
  context.textAlign = "left";
}

/** What a dot's area means, as on the page; where it is from, as the licence of the data asks. */
function foot(context: CanvasRenderingContext2D, quiz: Quiz, top: number, ink: MapStyle): void {
  const radius = dotRadiusScale(quiz);
  const base = top + 36;
  let x = MARGIN;
  for (const population of legendPopulations(quiz)) {
    const r = radius(population);
    context.beginPath();
    context.arc(x + r, base - 5, r, 0, 2 * Math.PI);
    context.strokeStyle = ink.soft;
    context.lineWidth = 1;
    context.stroke();
    const label = formatCompact(population);
    write(context, label, x + 2 * r + 6, base, `14px ${ink.sans}`, ink.soft);
    x += 2 * r + 6 + context.measureText(label).width + 18;
  }
  context.textAlign = "right";
  write(context, `Toponaut · ${location.host} · places: GeoNames, CC BY 4.0`, WIDTH - MARGIN, base, `14px ${ink.sans}`, ink.soft);
  context.textAlign = "left";
}

function write(context: CanvasRenderingContext2D, text: string, x: number, y: number, font: string, colour: string): void {
  context.font = font;
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

function frame(context: CanvasRenderingContext2D, { width, height }: MapSize, ink: MapStyle): void {
  context.lineWidth = 1;
  context.strokeStyle = ink.hairline;
  context.strokeRect(-0.5, -0.5, width + 1, height + 1);
  context.strokeStyle = ink.frame;
  context.strokeRect(-NEATLINE - 0.5, -NEATLINE - 0.5, width + 2 * NEATLINE + 1, height + 2 * NEATLINE + 1);
}

function inkOfPage(): MapStyle {
  const style = getComputedStyle(document.documentElement);
  const get = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: get("paper"),
    context: get("context"),
    land: get("land"),
    ink: get("ink"),
    soft: get("ink-soft"),
    hairline: get("hairline"),
    faint: get("faint"),
    frame: get("frame"),
    dot: get("dot"),
    accent: get("accent"),
    serif: get("serif"),
    sans: get("sans"),
  };
}
