import { expect } from "chai";
import { bucketLabel, spanLabel, tickLabel, formatValue } from "../../src/dashboard/formatting";
import { END, HOUR } from "./factories";

const DAY = 24 * HOUR;

describe("dashboard formatting", () => {
  it("writes values with their unit, and a dash where nothing was measured", () => {
    expect(formatValue(12_345, "count")).to.equal("12,345");
    expect(formatValue(28.6, "ms")).to.equal("29\u202fms");
    expect(formatValue(62.84, "percent")).to.equal("62.8\u202f%");
    expect([formatValue(596, "mb"), formatValue(9_812, "mb")]).to.deep.equal(["596\u202fMB", "9.8\u202fGB"]);
    expect(formatValue(null, "count")).to.equal("–");
    expect(formatValue(0, "count")).to.equal("0");
  });

  it("writes times in UTC", () => {
    expect(bucketLabel(END, HOUR)).to.match(/^Wed,? 25 Nov,? 03:00–04:00$/);
    expect(bucketLabel(END - 3 * HOUR, DAY)).to.match(/^Wed,? 25 Nov 2026$/);
    expect(spanLabel(END - DAY, END, HOUR)).to.equal("24 November 2026 – 25 November 2026, by the hour");
    expect(spanLabel(END - 2 * HOUR, END, 6 * HOUR)).to.equal("25 November 2026, by 6 hours");
    expect([tickLabel(END, 366 * DAY), tickLabel(END, 7 * DAY), tickLabel(END, DAY)]).to.deep.equal(["Nov", "25 Nov", "03:00"]);
  });
});
