/** The type of `geoProject`: the package d3-geo-projection has no types, and no other function of it is used. */
declare module 'd3-geo-projection' {
  import type { GeoStreamWrapper } from 'd3-geo';
  export function geoProject(object: any, projection: GeoStreamWrapper): any;
}
