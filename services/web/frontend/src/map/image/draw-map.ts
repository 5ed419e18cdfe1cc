import type { NamedPlace } from "../../game/named-place";
import { DOT_OPACITY, HAIRLINE_PX } from "../dot-bitmaps";
import type { MapFile } from "../map-file";
import { projectMap, type ProjectedMap } from "../projected-map";
import { type Dot, SortedDots, type ViewTransform } from "../sorted-dots";
import { placeLabels } from "./place-labels";

/** Colours and fonts of the map image, taken from the page's style sheet. */
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

/** More names would hide the map. */
const MAX_NAMES = 70;
/** Only this many of the largest places may get a name, because the search for free space takes time. */
const MAX_NAME_CANDIDATES = 600;
const NAME_PX = 14;
const LARGE_NAME_PX = 17;
/** How many of the largest places get a large name. */
const LARGE_NAME_COUNT = 12;
/** Width of the strip around letters that is cleared of lines and dots. */
const HALO_PX = 3;
/** The same as in styles/map.css. */
const STROKE_WIDTHS = { graticule: 0.75, context: 0.75, land: 1, borders: 0.75 };

/** The size of a map image of this width: as high as the map's shape needs, but at most `maxHeight`. */
export function mapSizeFor(map: MapFile, width: number, maxHeight: number): MapSize {
  const [, , viewWidth, viewHeight] = projectMap(map).viewBox;
  return { width, height: Math.round(Math.min(maxHeight, (width * viewHeight) / viewWidth)) };
}

/** Draws the map of a play, with place names, at the context's origin. */
export function drawMap(context: CanvasRenderingContext2D, map: MapFile, size: MapSize, places: readonly NamedPlace[], radius: (population: number) => number, style: MapStyle): void {
  const projected = projectMap(map);
  const view = fitView(projected, size);
  context.save();
  context.beginPath();
  context.rect(0, 0, size.width, size.height);
  context.clip();
  drawLayers(context, projected, view, style);
  const dots = dotsOf(projected, view, places, radius);
  for (const dot of dots) drawDot(context, dot, style);
  drawNames(context, dots, size, landPath(projected, view), style);
  context.restore();
}

function fitView({ viewBox: [x, y, width, height] }: ProjectedMap, size: MapSize): ViewTransform {
  const scale = Math.min(size.width / width, size.height / height);
  return { scale, x: (size.width - width * scale) / 2 - x * scale, y: (size.height - height * scale) / 2 - y * scale };
}

function drawLayers(context: CanvasRenderingContext2D, { layers }: ProjectedMap, { scale, x, y }: ViewTransform, style: MapStyle): void {
  const fills = { graticule: null, context: style.context, land: style.land, borders: null };
  const lines = { graticule: style.faint, context: style.faint, land: style.hairline, borders: style.hairline };
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

/** The land in pixels of the image. */
function landPath({ layers }: ProjectedMap, { scale, x, y }: ViewTransform): Path2D {
  const land = new Path2D();
  for (const { name, d } of layers) {
    if (name === "land") land.addPath(new Path2D(d), new DOMMatrix([scale, 0, 0, scale, x, y]));
  }
  return land;
}

/** Largest first, in pixels of the image. */
function dotsOf(projected: ProjectedMap, view: ViewTransform, places: readonly NamedPlace[], radius: (population: number) => number): Dot[] {
  const dots = new SortedDots();
  dots.addAll(
    places.flatMap((place) => {
      const point = projected.point(place.lon, place.lat);
      return point ? { place, x: point[0] * view.scale + view.x, y: point[1] * view.scale + view.y, radius: radius(place.population) } : [];
    }),
  );
  return dots.all;
}

function drawDot(context: CanvasRenderingContext2D, { x, y, radius }: Dot, style: MapStyle): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.globalAlpha = DOT_OPACITY;
  context.fillStyle = style.dot;
  context.fill();
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(x, y, radius + HAIRLINE_PX / 2, 0, 2 * Math.PI);
  context.strokeStyle = style.paper;
  context.lineWidth = HAIRLINE_PX;
  context.stroke();
}

function drawNames(context: CanvasRenderingContext2D, dots: readonly Dot[], size: MapSize, land: Path2D, style: MapStyle): void {
  const largest = dots.slice(0, MAX_NAME_CANDIDATES);
  const font = (index: number): string => `${nameSize(index)}px ${style.serif}`;
  const labelled = largest.map(({ x, y, radius, place }, i) => {
    context.font = font(i);
    return { x, y, radius, width: context.measureText(place.name).width, height: nameSize(i) };
  });
  const names = placeLabels(labelled, size, MAX_NAMES).map((label) => ({ ...label, name: largest[label.index]?.place.name ?? "" }));
  context.textBaseline = "middle";
  drawHalo(context, land, style, () => {
    for (const { index, x, y, name } of names) {
      context.font = font(index);
      context.strokeText(name, x, y);
    }
  });
  context.fillStyle = style.ink;
  for (const { index, x, y, name } of names) {
    context.font = font(index);
    context.fillText(name, x, y);
  }
}

function nameSize(index: number): number {
  return index < LARGE_NAME_COUNT ? LARGE_NAME_PX : NAME_PX;
}

/** Hides borders and small dots behind letters. Only on land, because its colour would be visible on water. */
function drawHalo(context: CanvasRenderingContext2D, land: Path2D, style: MapStyle, strokeNames: () => void): void {
  context.save();
  context.clip(land);
  context.lineJoin = "round";
  context.strokeStyle = style.land;
  context.lineWidth = HALO_PX;
  strokeNames();
  context.restore();
}
