import type { NamedPlace } from "../../game/named-place";
import { type Dot, SortedDots, type ViewTransform } from "../sorted-dots";
import { placeLabels } from "./place-labels";
import { projectMap, type ProjectedMap } from "../projected-map";
import type { MapFile } from "../map-file";
import { HAIRLINE_PX, DOT_OPACITY } from "../dot-bitmaps";

/** What is printed with: the style sheet's colours and faces, as the page has them now. */
export interface MapStyle {
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

export interface MapSize {
  width: number;
  height: number;
}

/** Names on a sheet: more of them, and the map is no longer one. */
const MAX_NAMES = 70;
/** Smaller places are not asked whether there is room for their names. */
const MAX_NAME_CANDIDATES = 600;
const NAME_PX = 14;
const LARGE_NAME_PX = 17;
/** So many of the largest are set in the larger size. */
const LARGE_NAME_COUNT = 12;
/** Width of the land left clear around letters. */
const HALO_PX = 3;
/** Strokes as the style sheet has them. */
const STROKE_WIDTHS = { graticule: 0.75, context: 0.75, land: 1, borders: 0.75 };

/** How tall a sheet of this width is for a map: its own shape, within what a page can be. */
export function mapSizeFor(map: MapFile, width: number, tallest: number): MapSize {
  const [, , across, down] = projectMap(map).viewBox;
  return { width, height: Math.round(Math.min(tallest, (width * down) / across)) };
}

/** Draws the map of a play into the sheet whose upper left corner is the context's origin. */
export function drawMap(context: CanvasRenderingContext2D, map: MapFile, sheet: MapSize, places: readonly NamedPlace[], radius: (population: number) => number, ink: MapStyle): void {
  const plane = projectMap(map);
  const view = fitted(plane, sheet);
  context.save();
  context.beginPath();
  context.rect(0, 0, sheet.width, sheet.height);
  context.clip();
  drawLand(context, plane, view, ink);
  const dots = dotsOf(plane, view, places, radius);
  for (const dot of dots) drawDot(context, dot, ink);
  drawNames(context, dots, sheet, landIn(plane, view), ink);
  context.restore();
}

function fitted({ viewBox: [x, y, width, height] }: ProjectedMap, sheet: MapSize): ViewTransform {
  const scale = Math.min(sheet.width / width, sheet.height / height);
  return { scale, x: (sheet.width - width * scale) / 2 - x * scale, y: (sheet.height - height * scale) / 2 - y * scale };
}

function drawLand(context: CanvasRenderingContext2D, { layers }: ProjectedMap, { scale, x, y }: ViewTransform, ink: MapStyle): void {
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
    context.lineWidth = STROKE_WIDTHS[name] / scale;
    context.stroke(path);
  }
  context.restore();
}

/** The land in pixels of the sheet. */
function landIn({ layers }: ProjectedMap, { scale, x, y }: ViewTransform): Path2D {
  const land = new Path2D();
  for (const { name, d } of layers) {
    if (name === "land") land.addPath(new Path2D(d), new DOMMatrix([scale, 0, 0, scale, x, y]));
  }
  return land;
}

/** Largest first, in pixels of the sheet. */
function dotsOf(plane: ProjectedMap, view: ViewTransform, places: readonly NamedPlace[], radius: (population: number) => number): Dot[] {
  const set = new SortedDots();
  set.fill(
    places.flatMap((place) => {
      const point = plane.point(place.lon, place.lat);
      return point ? { place, x: point[0] * view.scale + view.x, y: point[1] * view.scale + view.y, radius: radius(place.population) } : [];
    }),
  );
  return set.dots;
}

function drawDot(context: CanvasRenderingContext2D, { x, y, radius }: Dot, ink: MapStyle): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.globalAlpha = DOT_OPACITY;
  context.fillStyle = ink.dot;
  context.fill();
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(x, y, radius + HAIRLINE_PX / 2, 0, 2 * Math.PI);
  context.strokeStyle = ink.paper;
  context.lineWidth = HAIRLINE_PX;
  context.stroke();
}

function drawNames(context: CanvasRenderingContext2D, dots: readonly Dot[], sheet: MapSize, land: Path2D, ink: MapStyle): void {
  const largest = dots.slice(0, MAX_NAME_CANDIDATES);
  const font = (index: number): string => `${nameSize(index)}px ${ink.serif}`;
  const spots = largest.map(({ x, y, radius, place }, i) => {
    context.font = font(i);
    return { x, y, radius, width: context.measureText(place.name).width, height: nameSize(i) };
  });
  const names = placeLabels(spots, sheet, MAX_NAMES).map((label) => ({ ...label, name: largest[label.index]?.place.name ?? "" }));
  context.textBaseline = "middle";
  drawHalo(context, land, ink, () => {
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

function nameSize(index: number): number {
  return index < LARGE_NAME_COUNT ? LARGE_NAME_PX : NAME_PX;
}

/** Keeps borders and small dots from running through letters. On land only: on water it would show as a stain. */
function drawHalo(context: CanvasRenderingContext2D, land: Path2D, ink: MapStyle, strokes: () => void): void {
  context.save();
  context.clip(land);
  context.lineJoin = "round";
  context.strokeStyle = ink.land;
  context.lineWidth = HALO_PX;
  strokes();
  context.restore();
}
