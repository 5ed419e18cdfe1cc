import type { GeometryCollection, MultiLineString, MultiPolygon, Polygon, Topology } from "topojson-specification";

type AreaGeometry = MultiPolygon | Polygon | GeometryCollection;

export interface Projection {
  type: "equalEarth" | "azimuthalEqualArea" | "albersUsa";
  /** λ, φ, γ in degrees, as d3-geo takes them; absent for albersUsa. */
  rotate?: [number, number, number];
}

/**
 * A quiz's map file: TopoJSON of its own land, its inner borders and the land around it (`context`). `focus` is set if
 * the initial view should not show all of the land, because a few far islands would make the rest too small.
 */
export type MapFile = Topology<{
  land: AreaGeometry;
  borders?: MultiLineString | GeometryCollection;
  context?: AreaGeometry;
}> & { projection: Projection; focus?: GeoJSON.MultiPoint };
