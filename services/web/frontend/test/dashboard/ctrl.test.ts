import { expect } from "chai";
import type { TimeRange, DashboardFigures, TopLists } from "../../src/api/dashboard";
import type { Outcome } from "../../src/api/outcome";
import { DashboardCtrl } from "../../src/dashboard/ctrl";
import { END, figures, HOUR, NOW, TOPS } from "./factories";

interface Rig {
  ctrl: DashboardCtrl;
  asked: TimeRange[];
  /** Answers the request with this number. */
  answer: (number: number, outcome: Outcome<DashboardFigures>) => Promise<void>;
}

function rig(): Rig {
  const asked: TimeRange[] = [];
  const waiting: ((outcome: Outcome<DashboardFigures>) => void)[] = [];
  const ctrl = new DashboardCtrl({ now: NOW, figures: figures(1, 2, 3, 4), tops: TOPS }, {
    figures: (edges) => {
      asked.push(edges);
      return new Promise((resolve) => { waiting.push(resolve); });
    },
    tops: () => Promise.resolve<Outcome<TopLists>>({ ok: true, value: TOPS }),
    redraw: () => undefined,
  });
  const answer = async (number: number, outcome: Outcome<DashboardFigures>): Promise<void> => {
    waiting[number]?.(outcome);
    await new Promise((resolve) => { setTimeout(resolve, 0); });
  };
  return { ctrl, asked, answer };
}

describe("the dashboard", () => {
  it("asks for a span and shows it when it comes", async () => {
    const { ctrl, asked, answer } = rig();
    ctrl.show("day");
    expect(asked).to.deep.equal([{ begin: END - 24 * HOUR, end: END }]);
    expect(ctrl.span).to.equal("day");
    await answer(0, { ok: true, value: figures(9, 9) });
    expect(ctrl.series[0]?.values).to.deep.equal([9, 9]);
  });

  it("is busy until all of the span is here, whatever comes first", async () => {
    const { ctrl, answer } = rig(); // its tops come at once
    ctrl.show("year");
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    expect(ctrl.busy).to.equal(true);
    await answer(0, { ok: true, value: figures(9) });
    expect(ctrl.busy).to.equal(false);
  });

  it("takes of two answers the one that was asked for last", async () => {
    const { ctrl, answer } = rig();
    ctrl.show("year");
    ctrl.show("day");
    await answer(1, { ok: true, value: figures(2) });
    await answer(0, { ok: true, value: figures(1) });
    expect(ctrl.series[0]?.values).to.deep.equal([2]);
  });

  it("keeps what it shows when an answer does not come, and says why", async () => {
    const { ctrl, answer } = rig();
    ctrl.show("day");
    await answer(0, { ok: false, error: { kind: "refused", code: "signed_out", message: "You are signed out." } });
    expect(ctrl.error).to.equal("You are signed out.");
    expect(ctrl.series[0]?.values).to.deep.equal([1, 2, 3, 4]);
    ctrl.show("day");
    await answer(1, { ok: false, error: { kind: "offline" } });
    expect(ctrl.error).to.contain("did not come");
    ctrl.show("day");
    await answer(2, { ok: true, value: figures(5) });
    expect(ctrl.error).to.equal("");
  });

  it("zooms into what is dragged over, but not by a click", () => {
    const { ctrl, asked } = rig();
    ctrl.drag(END - 3.5 * HOUR);
    ctrl.drop(END - 3.4 * HOUR);
    expect(asked).to.deep.equal([]);
    ctrl.drag(END - 0.5 * HOUR);
    ctrl.drop(END - 3.5 * HOUR);
    expect(asked[0]?.end).to.equal(END);
    ctrl.drop(END);
    expect(asked.length).to.equal(1);
  });

  it("walks from value to value, and stops at the ends", () => {
    const { ctrl } = rig();
    const at = ctrl.figures.traffic.at;
    ctrl.step(-1, at);
    expect(ctrl.cursor).to.equal(at[3]);
    ctrl.step(-1, at);
    expect(ctrl.cursor).to.equal(at[2]);
    ctrl.step(100, at);
    expect(ctrl.cursor).to.equal(at[3]);
    ctrl.step(1, []);
    expect(ctrl.cursor).to.equal(at[3]);
  });
});
