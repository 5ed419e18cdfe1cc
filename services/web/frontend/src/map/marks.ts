import type { Mark } from "./dotset";
import { type Outline, Stamps } from "./stamps";

/** From the middle to a corner, in radii of a disc of the same area. */
const TRIANGLE = 1.555;
const DIAMOND = 1.253;

export const MARKS: readonly Mark[] = ["disc", "triangle", "diamond"];

/** The custom property that colours each. */
export const INKS: Record<Mark, string> = { disc: "--dot", triangle: "--teal", diamond: "--ink" };

export function makeStamps(): Record<Mark, Stamps> {
  return {
    disc: new Stamps(disc, 1),
    triangle: new Stamps(polygon(3, TRIANGLE), TRIANGLE),
    diamond: new Stamps(polygon(4, DIAMOND), DIAMOND),
  };
}

const disc: Outline = (context, middle, radius) => {
  context.arc(middle, middle, radius, 0, 2 * Math.PI);
};

/** With a corner on top. */
function polygon(corners: number, reach: number): Outline {
  return (context, middle, radius) => {
    for (let i = 0; i < corners; i += 1) {
      const turn = (2 * Math.PI * i) / corners;
      context.lineTo(middle + reach * radius * Math.sin(turn), middle - reach * radius * Math.cos(turn));
    }
    context.closePath();
  };
}
