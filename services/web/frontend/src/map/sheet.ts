import type { Plane } from "./plane";
import { svg } from "./svg";

/** The printed sheet: the SVG that holds graticule, land and borders in the group that svg-pan-zoom moves. */
export function drawSheet(plane: Plane): SVGSVGElement {
  const paths = plane.layers.map(({ name, d }) => svg("path", { class: `map-${name}`, d }));
  const viewport = svg("g", { class: "map-viewport" }, ...paths);
  return svg("svg", { class: "map-sheet", viewBox: plane.viewBox.join(" "), "aria-hidden": "true" }, viewport);
}
