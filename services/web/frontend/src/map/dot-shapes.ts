import type { DotShape } from "./sorted-dots";
import { type TraceOutline, DotBitmaps } from "./dot-bitmaps";

/** From the middle to a corner, in radii of a disc of the same area. */
const TRIANGLE_REACH = 1.555;
const DIAMOND_REACH = 1.253;

export const DOT_SHAPES: readonly DotShape[] = ["disc", "triangle", "diamond"];

/** The custom property that colours each. */
export const SHAPE_COLOURS: Record<DotShape, string> = { disc: "--dot", triangle: "--teal", diamond: "--ink" };

export function makeDotBitmaps(): Record<DotShape, DotBitmaps> {
  return {
    disc: new DotBitmaps(disc, 1),
    triangle: new DotBitmaps(polygon(3, TRIANGLE_REACH), TRIANGLE_REACH),
    diamond: new DotBitmaps(polygon(4, DIAMOND_REACH), DIAMOND_REACH),
  };
}

const disc: TraceOutline = (context, middle, radius) => {
  context.arc(middle, middle, radius, 0, 2 * Math.PI);
};

/** With a corner on top. */
function polygon(corners: number, reach: number): TraceOutline {
  return (context, middle, radius) => {
    for (let i = 0; i < corners; i += 1) {
      const turn = (2 * Math.PI * i) / corners;
      context.lineTo(middle + reach * radius * Math.sin(turn), middle - reach * radius * Math.cos(turn));
    }
    context.closePath();
  };
}
