import type { ProjectedMap } from "./projected-map";
import { createSvgElement } from "./svg-element";

/** The SVG below the dots: graticule, land and borders, in the group that svg-pan-zoom moves. */
export function createBaseSvg(map: ProjectedMap): SVGSVGElement {
  const paths = map.layers.map(({ name, d }) => createSvgElement("path", { class: `map-${name}`, d }));
  const viewport = createSvgElement("g", { class: "map-viewport" }, ...paths);
  return createSvgElement("svg", { class: "map-base", viewBox: map.viewBox.join(" "), "aria-hidden": "true" }, viewport);
}
