import { type ScaleLinear, scaleLinear } from "d3-scale";
import type { TimeRange } from "../api/dashboard";
import { roundScaleTop } from "./axis-ticks";
import type { ChartSeries } from "./chart-series";

/** The size of a chart in SVG units. The SVG is stretched to the available width. Labels are HTML, so they are not stretched. */
export const CHART_WIDTH = 560;
export const CHART_HEIGHT = 120;

export interface ChartScales {
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
}

/** Converts times and values to SVG units. */
export function scalesOf(series: ChartSeries, { begin, end }: TimeRange): ChartScales {
  const max = series.values.reduce<number>((largest, n) => Math.max(largest, n ?? 0), 0);
  return {
    x: scaleLinear([begin, end], [0, CHART_WIDTH]),
    y: scaleLinear([0, series.scaleMax ?? roundScaleTop(max)], [CHART_HEIGHT, 0]),
  };
}
