import type { GeometryCollection, MultiLineString, MultiPolygon, Polygon, Topology } from "topojson-specification";

type Area = MultiPolygon | Polygon | GeometryCollection;

export interface Projection {
  type: "equalEarth" | "azimuthalEqualArea" | "albersUsa";
  /** λ, φ, γ in degrees, as d3-geo takes them; absent for albersUsa. */
  rotate?: [number, number, number];
}

/**
 * A quiz's map file: TopoJSON of its own land, its inner borders and the land around it. `focus` is what the
 * first view should hold, where that is less than all of the land: a few far islands would shrink the rest.
 */
export type MapFile = Topology<{
  land: Area;
  borders?: MultiLineString | GeometryCollection;
  context?: Area;
}> & { projection: Projection; focus?: GeoJSON.MultiPoint };
