import { fetchMap } from "../../api/quizzes";
import type { Quiz } from "../../api/types";
import { exportFilename } from "../../game/export/filename";
import { formatCompact, formatCount, formatPercent } from "../../game/formatting";
import { dotRadiusScale, legendPopulations } from "../../map/dot-size";
import { drawMap, type MapSize, mapSizeFor, type MapStyle } from "../../map/image/draw-map";
import type { MapFile } from "../../map/map-file";
import { downloadFile } from "../../ui/file-download";
import type { QuizCtrl } from "../ctrl";

/** Image pixels per layout pixel: sharp on any screen, and on paper 20 cm wide. */
const PIXEL_RATIO = 2;
const IMAGE_WIDTH = 1200;
const IMAGE_MARGIN = 48;
const HEADER_HEIGHT = 108;
const FOOTER_HEIGHT = 68;
const MAX_MAP_HEIGHT = 1200;
/** Distance between the inner and the outer line of the map's frame, as on the page. */
const FRAME_GAP = 4;

/** Downloads the play's map as a PNG image with title, score and legend. Returns false if the map could not be loaded or drawn. */
export async function downloadMapImage(ctrl: QuizCtrl): Promise<boolean> {
  const outcome = await fetchMap<MapFile>(ctrl.quiz.map_url);
  if (!outcome.ok) return false;
  const style = currentPageStyle();
  await loadFonts(style, ctrl.quiz.title + ctrl.play.all().map(({ name }) => name).join(""));
  const blob = await drawImage(ctrl, outcome.value, style);
  if (blob) downloadFile(exportFilename(ctrl.quiz.slug, Date.now(), "png"), blob);
  return blob !== null;
}

/** Loads the parts of the fonts that contain the text's characters. Unlike a page, a canvas is not redrawn when a font arrives. */
async function loadFonts({ serif, sans }: MapStyle, text: string): Promise<void> {
  const fonts = [`39px ${firstFamily(serif)}`, `16px ${firstFamily(sans)}`, `600 16px ${firstFamily(sans)}`];
  // If one does not load, its text is drawn in the fallback font, as on the page.
  await Promise.allSettled(fonts.map((font) => document.fonts.load(font, [...new Set(text)].join(""))));
}

function firstFamily(families: string): string {
  return families.split(",")[0] ?? families;
}

function drawImage(ctrl: QuizCtrl, map: MapFile, style: MapStyle): Promise<Blob | null> {
  const size = mapSizeFor(map, IMAGE_WIDTH - 2 * IMAGE_MARGIN, MAX_MAP_HEIGHT);
  const canvas = document.createElement("canvas");
  canvas.width = IMAGE_WIDTH * PIXEL_RATIO;
  canvas.height = (HEADER_HEIGHT + size.height + FOOTER_HEIGHT) * PIXEL_RATIO;
  const context = canvas.getContext("2d");
  if (context) {
    context.scale(PIXEL_RATIO, PIXEL_RATIO);
    context.fillStyle = style.paper;
    context.fillRect(0, 0, IMAGE_WIDTH, canvas.height);
    drawHeader(context, ctrl, style);
    drawFooter(context, ctrl.quiz, HEADER_HEIGHT + size.height, style);
    context.translate(IMAGE_MARGIN, HEADER_HEIGHT);
    drawMap(context, map, size, ctrl.play.all(), dotRadiusScale(ctrl.quiz), style);
    drawFrame(context, size, style);
  }
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
}

function drawHeader(context: CanvasRenderingContext2D, { quiz, sidePanel }: QuizCtrl, style: MapStyle): void {
  const { score } = sidePanel.tables;
  const baseline = HEADER_HEIGHT - 32;
  context.textBaseline = "alphabetic";
  drawText(context, quiz.title, IMAGE_MARGIN, baseline, `39px ${style.serif}`, style.ink);
  context.textAlign = "right";
  const share = `${formatPercent(score.people, quiz.population)} of its people`;
  drawText(context, share, IMAGE_WIDTH - IMAGE_MARGIN, baseline, `20px ${style.sans}`, style.soft);
  const shareWidth = context.measureText(share).width;
  drawText(context, `${formatCount(score.places, "place")} · `, IMAGE_WIDTH - IMAGE_MARGIN - shareWidth, baseline, `600 20px ${style.sans}`, style.accent);
  context.textAlign = "left";
}

/** The legend of dot sizes, as on the page, and the source of the data, which its licence requires. */
function drawFooter(context: CanvasRenderingContext2D, quiz: Quiz, top: number, style: MapStyle): void {
  const radius = dotRadiusScale(quiz);
  const baseline = top + 36;
  let x = IMAGE_MARGIN;
  for (const population of legendPopulations(quiz)) {
    const r = radius(population);
    context.beginPath();
    context.arc(x + r, baseline - 5, r, 0, 2 * Math.PI);
    context.strokeStyle = style.soft;
    context.lineWidth = 1;
    context.stroke();
    const label = formatCompact(population);
    drawText(context, label, x + 2 * r + 6, baseline, `14px ${style.sans}`, style.soft);
    x += 2 * r + 6 + context.measureText(label).width + 18;
  }
  context.textAlign = "right";
  drawText(context, `Toponaut · ${location.host} · places: GeoNames, CC BY 4.0`, IMAGE_WIDTH - IMAGE_MARGIN, baseline, `14px ${style.sans}`, style.soft);
  context.textAlign = "left";
}

function drawText(context: CanvasRenderingContext2D, text: string, x: number, y: number, font: string, colour: string): void {
  context.font = font;
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

function drawFrame(context: CanvasRenderingContext2D, { width, height }: MapSize, style: MapStyle): void {
  context.lineWidth = 1;
  context.strokeStyle = style.hairline;
  context.strokeRect(-0.5, -0.5, width + 1, height + 1);
  context.strokeStyle = style.frame;
  context.strokeRect(-FRAME_GAP - 0.5, -FRAME_GAP - 0.5, width + 2 * FRAME_GAP + 1, height + 2 * FRAME_GAP + 1);
}

/** Colours and fonts of the style sheet, in the theme that the page shows. */
function currentPageStyle(): MapStyle {
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
