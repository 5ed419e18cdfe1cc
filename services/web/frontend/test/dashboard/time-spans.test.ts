import { expect } from "chai";
import { lastDays, MAX_SPAN_SECONDS, spanNameOf, MIN_SPAN_SECONDS, clampToWholeHours, zoomSpan } from "../../src/dashboard/time-spans";
import { END, HOUR, NOW } from "./factories";

const DAY = 24 * HOUR;

describe("spans", () => {
  it("end with the current hour", () => {
    expect(lastDays("day", NOW)).to.deep.equal({ begin: END - DAY, end: END });
    expect(lastDays("year", NOW)).to.deep.equal({ begin: END - 366 * DAY, end: END });
  });

  it("have a name until they are zoomed", () => {
    expect(spanNameOf(lastDays("month", NOW), NOW)).to.equal("month");
    expect(spanNameOf(zoomSpan(lastDays("month", NOW), 2, END, NOW), NOW)).to.equal(null);
  });

  it("zoom around a time that stays at its place", () => {
    const middle = END - 4 * DAY;
    const near = zoomSpan({ begin: END - 8 * DAY, end: END }, 2, middle, NOW);
    expect(near).to.deep.equal({ begin: middle - 2 * DAY, end: middle + 2 * DAY });
  });

  it("stay within the lengths that the server accepts, and never end after the current hour", () => {
    const day = lastDays("day", NOW);
    const near = zoomSpan(day, 1000, END, NOW);
    expect(near.end - near.begin).to.equal(MIN_SPAN_SECONDS);
    const far = zoomSpan(lastDays("year", NOW), 0.001, END, NOW);
    expect([far.end - far.begin, far.end]).to.deep.equal([MAX_SPAN_SECONDS, END]);
    expect(clampToWholeHours({ begin: END - HOUR, end: END + 50 * DAY }, NOW).end).to.equal(END);
  });

  it("consist of whole hours", () => {
    const { begin, end } = clampToWholeHours({ begin: END - 5 * HOUR + 7, end: END - HOUR - 7 }, NOW);
    expect([begin % HOUR, end % HOUR]).to.deep.equal([0, 0]);
    expect(begin).to.be.at.most(END - 5 * HOUR + 7);
  });
});
