import type { ProjectedMap } from "./projected-map";
import { createSvgElement } from "./svg-element";

/** The printed sheet: the SVG that holds graticule, land and borders in the group that svg-pan-zoom moves. */
export function createBaseSvg(plane: ProjectedMap): SVGSVGElement {
  const paths = plane.layers.map(({ name, d }) => createSvgElement("path", { class: `map-${name}`, d }));
  const viewport = createSvgElement("g", { class: "map-viewport" }, ...paths);
  return createSvgElement("svg", { class: "map-sheet", viewBox: plane.viewBox.join(" "), "aria-hidden": "true" }, viewport);
}
