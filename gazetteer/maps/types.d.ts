/**
 * Types shared by the modules of the map build. Angles are in degrees. Lengths on the plane are in px of a map that is
 * 1,000 px on its long side.
 */

export type Point = [number, number];
export type Ring = Point[];
/** The first ring is the exterior, the others are holes. */
export type Polygon = Ring[];
/** In degrees: west, south, east, north. On the plane: left, top, right, bottom. */
export type Box = [number, number, number, number];

export type QuizKind = 'world' | 'continent' | 'country' | 'region';

export interface QuizArea {
  slug: string;
  kind: QuizKind;
  countries: string[];
  /** Region codes such as `US.CA`. For a continent only regions of the countries that are partly on it. */
  regions: string[];
}

export interface Place {
  country: string;
  /** Region code such as `US.CA`, or '' if the country has none. */
  region: string;
  point: Point;
}

export interface Areas {
  quizzes: QuizArea[];
  places: Place[];
}

/** A first-level division as the source draws it. */
export interface Division {
  country: string;
  /** Region code in the source, '' if it has none. */
  code: string;
  polygons: Polygon[];
}

/** One polygon of a region, after all source polygons with that region code were merged. */
export interface RegionPolygon {
  country: string;
  code: string;
  rings: Polygon;
  /** The same number for all polygons of one country that touch, directly or through others. */
  landmassId: number;
  /** Number of places in the polygon. */
  places: number;
  /** Its surface on the sphere. */
  steradians: number;
  /** Centre and angular radius (degrees) of a circle around the polygon. */
  centre: Point;
  radius: number;
}

export interface WorldPolygons {
  regions: RegionPolygon[];
  /** US states from the Census, without the Great Lakes, for the quizzes of US states. */
  usStates: RegionPolygon[];
  /** By country, the share (0 to 1) of places that are in a division of their own region. */
  agreement: Map<string, number>;
}

export interface MapProjection {
  type: 'equalEarth' | 'azimuthalEqualArea' | 'albersUsa';
  rotate?: [number, number, number];
}

/** The map plane: converts points from the sphere to the plane (y downwards) and back. */
export interface Plane {
  projection: MapProjection;
  /** `nearLon`: a longitude of the same polygon, so that all its points land on the same side of the map's edge. */
  project(point: Point, nearLon: number): Point;
  invert(point: Point): Point;
  /** px² for each steradian: all projections here preserve areas. */
  squarePixelsPerSteradian: number;
  /** Points on the plane that the initial view must contain. */
  focus: Point[];
  /** What players see first. */
  initialView: Box;
  /** The larger box around the initial view to which the neighbours are clipped. */
  frame: Box;
}

/** A map before it is written. */
export interface QuizMap {
  topology: any;
  /** Path data of the 100 × 100 outline. */
  outline: string;
  /** What is drawn instead if the area has no land of its own: its country, or nothing. '' if it has land. */
  fallback: '' | 'country' | 'none';
  hasInnerBorders: boolean;
  /** Number of places on the drawn land. */
  placesOnLand: number;
}

/** A written map, for the report and the sprite. */
export interface FinishedMap extends Omit<QuizMap, 'topology'> {
  slug: string;
  kind: QuizKind;
  places: number;
  rawBytes: number;
  gzippedBytes: number;
}
