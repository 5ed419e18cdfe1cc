/** Shapes shared by the modules of the map build. Angles are degrees, planar units are px of a map 1,000 px on its long side. */

export type Point = [number, number];
export type Ring = Point[];
/** First ring is the exterior. */
export type Rings = Ring[];
export type Box = [number, number, number, number];

export type QuizKind = 'world' | 'continent' | 'country' | 'region';

export interface QuizArea {
  slug: string;
  kind: QuizKind;
  countries: string[];
  /** Region codes such as `US.CA`; for a continent those of countries that belong to it only in part. */
  regions: string[];
}

export interface Place {
  country: string;
  /** Region code such as `US.CA`, or '' where the country has none. */
  region: string;
  point: Point;
}

export interface Areas {
  quizzes: QuizArea[];
  places: Place[];
}

/** One first-level division as the source draws it. */
export interface Feature {
  country: string;
  /** Region code by the source's own opinion, '' if none. */
  code: string;
  polygons: Rings[];
}

/** One polygon of a region, dissolved from all the source's polygons with the same code. */
export interface Unit {
  country: string;
  code: string;
  rings: Rings;
  /** Same number: joined by land within one country. */
  landmass: number;
  /** Number of the places of this build that lie in it. */
  places: number;
  /** Spherical area, steradians. */
  area: number;
  /** Centre and angular radius (degrees) of a circle that holds the polygon. */
  centre: Point;
  radius: number;
}

export interface Atlas {
  units: Unit[];
  /** Census states with their lakes cut out, for the quizzes of US states. */
  states: Unit[];
  /** Share of each country's places whose polygon got the region code of the place, 0 to 1. */
  agreement: Map<string, number>;
}

export interface MapProjection {
  type: 'equalEarth' | 'azimuthalEqualArea' | 'albersUsa';
  rotate?: [number, number, number];
}

/** From the sphere to the plane (y downwards) and back. */
export interface Plane {
  projection: MapProjection;
  /** `near` is a longitude of the same polygon: cylindrical maps put the point on the same side of the cut. */
  project(point: Point, near: number): Point;
  invert(point: Point): Point;
  /** px² of a steradian: all projections here keep areas. */
  squarePixels: number;
  /** The points, on the plane, that the first view must hold. */
  focus: Point[];
  /** Box of the first view. */
  land: Box;
  /** The padded box that context is clipped to. */
  frame: Box;
}

/** One map before it is written. */
export interface Drawing {
  topology: any;
  /** Path data of the 100 × 100 outline. */
  outline: string;
  /** What the map shows in place of the area's own land. */
  fallback: '' | 'country' | 'none';
  bordered: boolean;
  /** How many of the places are on the drawn land. */
  inside: number;
}

/** One finished map, for the table and the sprite. */
export interface Built extends Omit<Drawing, 'topology'> {
  slug: string;
  kind: QuizKind;
  places: number;
  /** Bytes. */
  raw: number;
  gzipped: number;
}
