import { expect } from "chai";
import { nearestBucket, measuredSegments, chartSeriesOf, isUnfinished } from "../../src/dashboard/chart-series";
import { scalesOf } from "../../src/dashboard/chart-scales";
import { roundScaleTop, timeTicks } from "../../src/dashboard/axis-ticks";
import { END, chartData, HOUR } from "./factories";

describe("series", () => {
  it("exist for each chart, with one number for the whole time", () => {
    const all = chartSeriesOf(chartData(1, 2, 3));
    expect(all.map(({ id }) => id)).to.deep.equal([
      "requests", "visitors", "request_p95_ms", "status_5xx", "hit_rate", "guesses", "plays_saved", "memory", "disk",
    ]);
    expect(all[0]?.summary).to.equal(6);
  });

  it("are split into segments at each hour that was not counted", () => {
    const found = chartData(1, 2, null, 4);
    const lengths = measuredSegments({ at: found.traffic.at, values: found.traffic.requests }, HOUR).map((segment) => segment.length);
    expect(lengths).to.deep.equal([2, 1]);
  });

  it("have no point where nothing was measured", () => {
    expect(measuredSegments({ at: [0, HOUR, 2 * HOUR], values: [1, null, 3] }, HOUR).map((segment) => segment.length)).to.deep.equal([1, 1]);
    expect(measuredSegments({ at: [], values: [] }, HOUR)).to.deep.equal([]);
  });

  it("find the bucket nearest to a time", () => {
    expect([-5, 4, 6, 100].map((time) => nearestBucket([0, 10, 20], time))).to.deep.equal([0, 0, 1, 2]);
    expect(nearestBucket([], 5)).to.equal(-1);
  });

  it("recognise a bucket whose time is not over", () => {
    expect(isUnfinished(END - HOUR, { end: END, step: HOUR })).to.equal(false);
    expect(isUnfinished(END - HOUR, { end: END, step: 24 * HOUR })).to.equal(true);
  });
});

describe("scales", () => {
  it("begin at 0 and end at a round number", () => {
    expect([0, 0.7, 1, 7, 11, 830, 12_345].map(roundScaleTop)).to.deep.equal([1, 0.8, 1, 8, 15, 1000, 15_000]);
    const found = chartData(3, 7);
    const [requests] = chartSeriesOf(found);
    if (!requests) throw new Error("no chart");
    expect(scalesOf(requests, found).y.domain()).to.deep.equal([0, 8]);
    expect(scalesOf({ ...requests, scaleMax: 100 }, found).y.domain()).to.deep.equal([0, 100]);
  });

  it("have at most eight time labels, all within the chart", () => {
    for (const hours of [3, 24, 7 * 24, 31 * 24, 120 * 24, 366 * 24, 400 * 24]) {
      const edges = { begin: END - hours * HOUR, end: END };
      const ticks = timeTicks(edges);
      expect(ticks.length).to.be.within(2, 8);
      expect(ticks.every((at) => at >= edges.begin && at < END - 0.05 * hours * HOUR)).to.equal(true);
    }
  });
});
