import type { Named } from "../game/place";
import { type Dot, DotSet, type View } from "./dotset";
import { placeLabels } from "./labels";
import { makePlane, type Plane } from "./plane";
import type { QuizMap } from "./quizmap";
import { HAIRLINE_PX, OPACITY } from "./stamps";

/** What is printed with: the style sheet's colours and faces, as the page has them now. */
export interface Ink {
  paper: string;
  context: string;
  land: string;
  ink: string;
  soft: string;
  hairline: string;
  faint: string;
  frame: string;
  dot: string;
  accent: string;
  serif: string;
  sans: string;
}

export interface Sheet {
  width: number;
  height: number;
}

/** Names on a sheet: more of them, and the map is no longer one. */
const MOST_NAMES = 70;
/** Smaller places are not asked whether there is room for their names. */
const CANDIDATES = 600;
const NAME_PX = 14;
const LARGE_NAME_PX = 17;
/** So many of the largest are set in the larger size. */
const LARGE_NAMES = 12;
/** Width of the land left clear around letters. */
const CLEAR_PX = 3;
/** Strokes as the style sheet has them. */
const STROKES = { graticule: 0.75, context: 0.75, land: 1, borders: 0.75 };

/** How tall a sheet of this width is for a map: its own shape, within what a page can be. */
export function sheetFor(map: QuizMap, width: number, tallest: number): Sheet {
  const [, , across, down] = makePlane(map).viewBox;
  return { width, height: Math.round(Math.min(tallest, (width * down) / across)) };
}

/** Draws the map of a play into the sheet whose upper left corner is the context's origin. */
export function printMap(context: CanvasRenderingContext2D, map: QuizMap, sheet: Sheet, places: readonly Named[], radius: (population: number) => number, ink: Ink): void {
  const plane = makePlane(map);
  const view = fitted(plane, sheet);
  context.save();
  context.beginPath();
  context.rect(0, 0, sheet.width, sheet.height);
  context.clip();
  printLand(context, plane, view, ink);
  const dots = dotsOf(plane, view, places, radius);
  for (const dot of dots) printDot(context, dot, ink);
  printNames(context, dots, sheet, landIn(plane, view), ink);
  context.restore();
}

function fitted({ viewBox: [x, y, width, height] }: Plane, sheet: Sheet): View {
  const scale = Math.min(sheet.width / width, sheet.height / height);
  return { scale, x: (sheet.width - width * scale) / 2 - x * scale, y: (sheet.height - height * scale) / 2 - y * scale };
}

function printLand(context: CanvasRenderingContext2D, { layers }: Plane, { scale, x, y }: View, ink: Ink): void {
  const fills = { graticule: null, context: ink.context, land: ink.land, borders: null };
  const lines = { graticule: ink.faint, context: ink.faint, land: ink.hairline, borders: ink.hairline };
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  for (const { name, d } of layers) {
    const path = new Path2D(d);
    const fill = fills[name];
    if (fill !== null) {
      context.fillStyle = fill;
      context.fill(path);
    }
    context.strokeStyle = lines[name];
    context.lineWidth = STROKES[name] / scale;
    context.stroke(path);
  }
  context.restore();
}

/** The land in pixels of the sheet. */
function landIn({ layers }: Plane, { scale, x, y }: View): Path2D {
  const land = new Path2D();
  for (const { name, d } of layers) {
    if (name === "land") land.addPath(new Path2D(d), new DOMMatrix([scale, 0, 0, scale, x, y]));
  }
  return land;
}

/** Largest first, in pixels of the sheet. */
function dotsOf(plane: Plane, view: View, places: readonly Named[], radius: (population: number) => number): Dot[] {
  const set = new DotSet();
  set.fill(
    places.flatMap((place) => {
      const point = plane.point(place.lon, place.lat);
      return point ? { place, x: point[0] * view.scale + view.x, y: point[1] * view.scale + view.y, radius: radius(place.population) } : [];
    }),
  );
  return set.dots;
}

function printDot(context: CanvasRenderingContext2D, { x, y, radius }: Dot, ink: Ink): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.globalAlpha = OPACITY;
  context.fillStyle = ink.dot;
  context.fill();
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(x, y, radius + HAIRLINE_PX / 2, 0, 2 * Math.PI);
  context.strokeStyle = ink.paper;
  context.lineWidth = HAIRLINE_PX;
  context.stroke();
}

function printNames(context: CanvasRenderingContext2D, dots: readonly Dot[], sheet: Sheet, land: Path2D, ink: Ink): void {
  const largest = dots.slice(0, CANDIDATES);
  const font = (index: number): string => `${size(index)}px ${ink.serif}`;
  const spots = largest.map(({ x, y, radius, place }, i) => {
    context.font = font(i);
    return { x, y, radius, width: context.measureText(place.name).width, height: size(i) };
  });
  const names = placeLabels(spots, sheet, MOST_NAMES).map((label) => ({ ...label, name: largest[label.index]?.place.name ?? "" }));
  context.textBaseline = "middle";
  clearBehind(context, land, ink, () => {
    for (const { index, x, y, name } of names) {
      context.font = font(index);
      context.strokeText(name, x, y);
    }
  });
  context.fillStyle = ink.ink;
  for (const { index, x, y, name } of names) {
    context.font = font(index);
    context.fillText(name, x, y);
  }
}

function size(index: number): number {
  return index < LARGE_NAMES ? LARGE_NAME_PX : NAME_PX;
}

/** Keeps borders and small dots from running through letters. On land only: on water it would show as a stain. */
function clearBehind(context: CanvasRenderingContext2D, land: Path2D, ink: Ink, strokes: () => void): void {
  context.save();
  context.clip(land);
  context.lineJoin = "round";
  context.strokeStyle = ink.land;
  context.lineWidth = CLEAR_PX;
  strokes();
  context.restore();
}
