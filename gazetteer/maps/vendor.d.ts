/** The one function used of a package that ships no types. */
declare module 'd3-geo-projection' {
  import type { GeoStreamWrapper } from 'd3-geo';
  export function geoProject(object: any, projection: GeoStreamWrapper): any;
}
