// D3's adapter: the only module that knows how a map file becomes paths and points on a plane.
import {
  geoAlbersUsa,
  geoAzimuthalEqualArea,
  geoEqualEarth,
  geoGraticule,
  geoPath,
  type GeoPath,
  type GeoProjection,
} from "d3-geo";
import type { GeometryObject } from "topojson-specification";
import { feature } from "topojson-client";
import type { Projection, MapFile } from "./map-file";

type Bounds = [[number, number], [number, number]];

export interface ProjectedMap {
  /** What to show at zoom 1: x, y, width, height. */
  viewBox: [number, number, number, number];
  /** Path data, bottom layer first; a layer without a shape is left out. */
  layers: { name: "graticule" | "context" | "land" | "borders"; d: string }[];
  /** Where a place lies; null where the projection has no place for it (Guam on the map of the US). */
  point(lon: number, lat: number): [number, number] | null;
}

/** The plane's longer side. Only ratios matter: the map is scaled to its frame afterwards. */
const LONG_SIDE = 1000;
/** Paper left around the land, as a part of the longer side. */
const MARGIN = 0.03;
/** The least part of the longer side that map files reach out from the middle with their neighbouring land. */
const MIN_CONTEXT_REACH = 0.7;
/** An island is left out of the first view only if all the rest would shrink by more than this: not Corsica. */
const MIN_GAIN_TO_OMIT_ISLANDS = 1.3;
/** Three times what is seen: more of the globe would only be drawn to be hidden. */
const MAX_GRATICULE_BOUNDS: Bounds = [[-LONG_SIDE, -LONG_SIDE], [2 * LONG_SIDE, 2 * LONG_SIDE]];
/** us-atlas draws its Albers states on a sheet of this size, with this projection. */
const ALBERS_VIEW_BOX: ProjectedMap["viewBox"] = [0, 0, 975, 610];
const ALBERS_SCALE = 1300;

export function projectMap(map: MapFile): ProjectedMap {
  return map.projection.type === "albersUsa" ? projectAlbers(map) : projectGlobe(map, map.projection);
}

function projectAlbers(map: MapFile): ProjectedMap {
  const [, , width, height] = ALBERS_VIEW_BOX;
  const projection = geoAlbersUsa().scale(ALBERS_SCALE).translate([width / 2, height / 2]);
  return {
    viewBox: ALBERS_VIEW_BOX,
    layers: layers(map, geoPath().digits(1)),
    point: (lon, lat) => projection([lon, lat]),
  };
}

function projectGlobe(map: MapFile, { type, rotate }: Projection): ProjectedMap {
  const projection = type === "equalEarth" ? geoEqualEarth() : geoAzimuthalEqualArea();
  if (rotate) projection.rotate(rotate);
  const seen = fit(map, projection);
  const path = geoPath(projection).digits(1);
  return {
    viewBox: viewBoxAround(seen),
    layers: [{ name: "graticule", d: graticule(map, projection) }, ...layers(map, path)],
    point: (lon, lat) => projection([lon, lat]),
  };
}

/** Scales the projection to what the first view should hold, and returns where that lies. */
function fit(map: MapFile, projection: GeoProjection): Bounds {
  const land = feature(map, map.objects.land);
  const focus = map.focus ?? land;
  projection.fitSize([LONG_SIDE, LONG_SIDE], focus);
  const path = geoPath(projection);
  if (longSide(path.bounds(land)) < MIN_GAIN_TO_OMIT_ISLANDS * longSide(path.bounds(focus))) {
    projection.fitSize([LONG_SIDE, LONG_SIDE], land);
    return path.bounds(land);
  }
  return path.bounds(focus);
}

function longSide([[x0, y0], [x1, y1]]: Bounds): number {
  return Math.max(x1 - x0, y1 - y0);
}

/** Meridians and parallels to the edge of the sheet, and the edge itself as a last line. */
function graticule(map: MapFile, projection: GeoProjection): string {
  const path = geoPath(projection).digits(1);
  const { land, context } = map.objects;
  const middle = path.bounds(map.focus ?? feature(map, land));
  const [[x0, y0], [x1, y1]] = context ? graticuleBounds(middle, path.bounds(feature(map, context))) : MAX_GRATICULE_BOUNDS;
  const whole = map.projection.type === "equalEarth";
  if (!whole) projection.clipExtent([[x0, y0], [x1, y1]]);
  const net = path(geoGraticule().stepMinor(graticuleStep(projection))()) ?? "";
  const edge = whole ? (path({ type: "Sphere" }) ?? "") : `M${x0},${y0}H${x1}V${y1}H${x0}Z`;
  // Only the net ends there: an island far out is still drawn.
  projection.clipExtent(null);
  return net + edge;
}

/** The square around the map's focus in which neighbouring land is drawn: beyond, the map knows nothing. */
function graticuleBounds([[x0, y0], [x1, y1]]: Bounds, [[left, top], [right, bottom]]: Bounds): Bounds {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const reach = Math.max(x - left, right - x, y - top, bottom - y);
  // Around an island the nearest land says little of where the sheet ends.
  return reach < MIN_CONTEXT_REACH * longSide([[x0, y0], [x1, y1]]) ? MAX_GRATICULE_BOUNDS : [[x - reach, y - reach], [x + reach, y + reach]];
}

function viewBoxAround([[x0, y0], [x1, y1]]: Bounds): ProjectedMap["viewBox"] {
  const pad = Math.max(x1 - x0, y1 - y0) * MARGIN;
  return [x0 - pad, y0 - pad, x1 - x0 + 2 * pad, y1 - y0 + 2 * pad];
}

/** Degrees between two lines of the graticule: a printed atlas shows about half a dozen on a sheet. */
function graticuleStep(projection: GeoProjection): [number, number] {
  const degreesShown = LONG_SIDE / ((projection.scale() * Math.PI) / 180);
  const step = [30, 20, 10, 5, 2, 1, 0.5].find((degrees) => degreesShown / degrees >= 5) ?? 0.25;
  return [step, step];
}

function layers(map: MapFile, path: GeoPath): ProjectedMap["layers"] {
  const names = ["context", "land", "borders"] as const;
  return names.flatMap((name) => {
    const shape: GeometryObject | undefined = map.objects[name];
    const d = shape ? path(feature(map, shape)) : null;
    return d ? [{ name, d }] : [];
  });
}
