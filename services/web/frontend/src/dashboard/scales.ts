import { type ScaleLinear, scaleLinear } from "d3-scale";
import type { TimeRange } from "../api/dashboard";
import { roundScaleTop } from "./axis-ticks";
import type { Series } from "./series";

/** A chart in its own units: it is stretched to the width it is given, its words are not. */
export const WIDTH = 560;
export const HEIGHT = 120;

export interface Scales {
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
}

/** A bucket is drawn at its middle. */
export function scalesOf(series: Series, { begin, end }: TimeRange): Scales {
  const most = series.values.reduce<number>((top, n) => Math.max(top, n ?? 0), 0);
  return {
    x: scaleLinear([begin, end], [0, WIDTH]),
    y: scaleLinear([0, series.full ?? roundScaleTop(most)], [HEIGHT, 0]),
  };
}
