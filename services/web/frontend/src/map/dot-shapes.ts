// The shapes of dots: on the map that compares plays, disc, triangle and diamond mark whose play names a place.
import { DotBitmaps, type TraceOutline } from "./dot-bitmaps";
import type { DotShape } from "./sorted-dots";

/** Distance from the centre to a corner, as a multiple of the radius of a disc with the same area. */
const TRIANGLE_REACH = 1.555;
const DIAMOND_REACH = 1.253;

export const DOT_SHAPES: readonly DotShape[] = ["disc", "triangle", "diamond"];

/** The CSS custom property with the colour of each shape. */
export const SHAPE_COLOURS: Record<DotShape, string> = { disc: "--dot", triangle: "--teal", diamond: "--ink" };

export function makeDotBitmaps(): Record<DotShape, DotBitmaps> {
  return {
    disc: new DotBitmaps(disc, 1),
    triangle: new DotBitmaps(polygon(3, TRIANGLE_REACH), TRIANGLE_REACH),
    diamond: new DotBitmaps(polygon(4, DIAMOND_REACH), DIAMOND_REACH),
  };
}

const disc: TraceOutline = (context, centre, radius) => {
  context.arc(centre, centre, radius, 0, 2 * Math.PI);
};

/** With one corner at the top. */
function polygon(corners: number, reach: number): TraceOutline {
  return (context, centre, radius) => {
    for (let i = 0; i < corners; i += 1) {
      const angle = (2 * Math.PI * i) / corners;
      context.lineTo(centre + reach * radius * Math.sin(angle), centre - reach * radius * Math.cos(angle));
    }
    context.closePath();
  };
}
