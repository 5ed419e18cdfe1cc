/** Type of the one function that is used of d3-geo-projection, which has no types of its own. */
declare module 'd3-geo-projection' {
  import type { GeoStreamWrapper } from 'd3-geo';
  export function geoProject(object: any, projection: GeoStreamWrapper): any;
}
