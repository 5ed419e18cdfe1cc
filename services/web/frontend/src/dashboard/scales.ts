import { type ScaleLinear, scaleLinear } from "d3-scale";
import type { TimeRange } from "../api/dashboard";
import { roundScaleTop } from "./axis-ticks";
import type { Series } from "./series";

/** The size of a chart in SVG units. The SVG is stretched to the available width; labels are HTML and are not. */
export const WIDTH = 560;
export const HEIGHT = 120;

export interface Scales {
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
}

/** From times and values to SVG units. */
export function scalesOf(series: Series, { begin, end }: TimeRange): Scales {
  const max = series.values.reduce<number>((largest, n) => Math.max(largest, n ?? 0), 0);
  return {
    x: scaleLinear([begin, end], [0, WIDTH]),
    y: scaleLinear([0, series.scaleMax ?? roundScaleTop(max)], [HEIGHT, 0]),
  };
}
