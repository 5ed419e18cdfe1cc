// Adapter of d3-geo: turns a map file into SVG paths and points on a plane. plays/map_image/ in Python does the same.
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
  /** What zoom 1 shows: x, y, width, height. */
  viewBox: [number, number, number, number];
  /** SVG path data, bottom layer first. Empty layers are omitted. */
  layers: { name: "graticule" | "context" | "land" | "borders"; d: string }[];
  /** Null if the projection cannot show the point (Guam on the map of the US). */
  point(lon: number, lat: number): [number, number] | null;
}

/** Length of the projected map's longer side. Only ratios matter: the map is scaled to its frame afterwards. */
const LONGER_SIDE = 1000;
/** Margin around the land, as a share of the longer side. */
const MARGIN = 0.03;
/** Map files contain the neighbouring land at least this far from the middle, as a share of the longer side. */
const MIN_CONTEXT_REACH = 0.7;
/** Far islands are left out of the initial view only if everything else then grows by at least this factor. Corsica stays in. */
const MIN_GAIN_TO_OMIT_ISLANDS = 1.3;
/** The graticule covers three times the initial view. Hardly anything beyond that can be panned into view. */
const MAX_GRATICULE_BOUNDS: Bounds = [[-LONGER_SIDE, -LONGER_SIDE], [2 * LONGER_SIDE, 2 * LONGER_SIDE]];
/** The size and scale at which us-atlas has projected its Albers map. */
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
  const initialView = fitInitialView(map, projection);
  const path = geoPath(projection).digits(1);
  return {
    viewBox: viewBoxAround(initialView),
    layers: [{ name: "graticule", d: graticule(map, projection) }, ...layers(map, path)],
    point: (lon, lat) => projection([lon, lat]),
  };
}

/** Scales the projection to the initial view, and returns the bounds of that view. */
function fitInitialView(map: MapFile, projection: GeoProjection): Bounds {
  const land = feature(map, map.objects.land);
  const focus = map.focus ?? land;
  projection.fitSize([LONGER_SIDE, LONGER_SIDE], focus);
  const path = geoPath(projection);
  if (longerSide(path.bounds(land)) < MIN_GAIN_TO_OMIT_ISLANDS * longerSide(path.bounds(focus))) {
    projection.fitSize([LONGER_SIDE, LONGER_SIDE], land);
    return path.bounds(land);
  }
  return path.bounds(focus);
}

function longerSide([[x0, y0], [x1, y1]]: Bounds): number {
  return Math.max(x1 - x0, y1 - y0);
}

/** Meridians and parallels, and their outer edge as a last line. */
function graticule(map: MapFile, projection: GeoProjection): string {
  const path = geoPath(projection).digits(1);
  const { land, context } = map.objects;
  const focus = path.bounds(map.focus ?? feature(map, land));
  const [[x0, y0], [x1, y1]] = context ? graticuleBounds(focus, path.bounds(feature(map, context))) : MAX_GRATICULE_BOUNDS;
  const showsGlobe = map.projection.type === "equalEarth";
  if (!showsGlobe) projection.clipExtent([[x0, y0], [x1, y1]]);
  const lines = path(geoGraticule().stepMinor(graticuleStep(projection))()) ?? "";
  const edge = showsGlobe ? (path({ type: "Sphere" }) ?? "") : `M${x0},${y0}H${x1}V${y1}H${x0}Z`;
  // Only the graticule is clipped, not far islands.
  projection.clipExtent(null);
  return lines + edge;
}

/** The square around the focus for which the map file has context land; the graticule is clipped to it. */
function graticuleBounds([[x0, y0], [x1, y1]]: Bounds, [[left, top], [right, bottom]]: Bounds): Bounds {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const reach = Math.max(x - left, right - x, y - top, bottom - y);
  // If all context land is close to an island, its bounds do not show how far the file's data reaches: use the maximum.
  return reach < MIN_CONTEXT_REACH * longerSide([[x0, y0], [x1, y1]]) ? MAX_GRATICULE_BOUNDS : [[x - reach, y - reach], [x + reach, y + reach]];
}

function viewBoxAround([[x0, y0], [x1, y1]]: Bounds): ProjectedMap["viewBox"] {
  const margin = Math.max(x1 - x0, y1 - y0) * MARGIN;
  return [x0 - margin, y0 - margin, x1 - x0 + 2 * margin, y1 - y0 + 2 * margin];
}

/** Degrees between two lines of the graticule: about half a dozen lines across the map, as in a printed atlas. */
function graticuleStep(projection: GeoProjection): [number, number] {
  const degreesShown = LONGER_SIDE / ((projection.scale() * Math.PI) / 180);
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
