import { expect } from "chai";
import type { TimeRange, ChartData, TopLists } from "../../src/api/dashboard";
import type { Outcome } from "../../src/api/outcome";
import { DashboardCtrl } from "../../src/dashboard/ctrl";
import { END, chartData, HOUR, NOW, TOPS } from "./factories";

interface Fixture {
  ctrl: DashboardCtrl;
  requested: TimeRange[];
  /** Answers the request with this index. */
  answer: (index: number, outcome: Outcome<ChartData>) => Promise<void>;
}

function makeCtrl(): Fixture {
  const requested: TimeRange[] = [];
  const pending: ((outcome: Outcome<ChartData>) => void)[] = [];
  const ctrl = new DashboardCtrl({ now: NOW, chart_data: chartData(1, 2, 3, 4), top_lists: TOPS }, {
    chartData: (range) => {
      requested.push(range);
      return new Promise((resolve) => { pending.push(resolve); });
    },
    topLists: () => Promise.resolve<Outcome<TopLists>>({ ok: true, value: TOPS }),
    redraw: () => undefined,
  });
  const answer = async (index: number, outcome: Outcome<ChartData>): Promise<void> => {
    pending[index]?.(outcome);
    await new Promise((resolve) => { setTimeout(resolve, 0); });
  };
  return { ctrl, requested, answer };
}

describe("DashboardCtrl", () => {
  it("requests a time span and shows it when the answer arrives", async () => {
    const { ctrl, requested, answer } = makeCtrl();
    ctrl.showSpan("day");
    expect(requested).to.deep.equal([{ begin: END - 24 * HOUR, end: END }]);
    expect(ctrl.span).to.equal("day");
    await answer(0, { ok: true, value: chartData(9, 9) });
    expect(ctrl.series[0]?.values).to.deep.equal([9, 9]);
  });

  it("is busy until figures and top lists have arrived", async () => {
    const { ctrl, answer } = makeCtrl(); // its top lists arrive at once
    ctrl.showSpan("year");
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    expect(ctrl.busy).to.equal(true);
    await answer(0, { ok: true, value: chartData(9) });
    expect(ctrl.busy).to.equal(false);
  });

  it("ignores the answer to an earlier request", async () => {
    const { ctrl, answer } = makeCtrl();
    ctrl.showSpan("year");
    ctrl.showSpan("day");
    await answer(1, { ok: true, value: chartData(2) });
    await answer(0, { ok: true, value: chartData(1) });
    expect(ctrl.series[0]?.values).to.deep.equal([2]);
  });

  it("keeps the old figures when a request fails, and says why", async () => {
    const { ctrl, answer } = makeCtrl();
    ctrl.showSpan("day");
    await answer(0, { ok: false, error: { kind: "refused", code: "signed_out", message: "You are signed out." } });
    expect(ctrl.error).to.equal("You are signed out.");
    expect(ctrl.series[0]?.values).to.deep.equal([1, 2, 3, 4]);
    ctrl.showSpan("day");
    await answer(1, { ok: false, error: { kind: "offline" } });
    expect(ctrl.error).to.contain("could not be loaded");
    ctrl.showSpan("day");
    await answer(2, { ok: true, value: chartData(5) });
    expect(ctrl.error).to.equal("");
  });

  it("zooms into the time that was dragged over, but not on a click", () => {
    const { ctrl, requested } = makeCtrl();
    ctrl.startDrag(END - 3.5 * HOUR);
    ctrl.endDrag(END - 3.4 * HOUR);
    expect(requested).to.deep.equal([]);
    ctrl.startDrag(END - 0.5 * HOUR);
    ctrl.endDrag(END - 3.5 * HOUR);
    expect(requested[0]?.end).to.equal(END);
    ctrl.endDrag(END);
    expect(requested.length).to.equal(1);
  });

  it("moves the cursor from bucket to bucket, and stops at the ends", () => {
    const { ctrl } = makeCtrl();
    const at = ctrl.chartData.traffic.at;
    ctrl.moveCursor(-1, at);
    expect(ctrl.cursor).to.equal(at[3]);
    ctrl.moveCursor(-1, at);
    expect(ctrl.cursor).to.equal(at[2]);
    ctrl.moveCursor(100, at);
    expect(ctrl.cursor).to.equal(at[3]);
    ctrl.moveCursor(1, []);
    expect(ctrl.cursor).to.equal(at[3]);
  });
});
