import { expect } from "chai";
import type { SaveError, SaveNotice } from "../../src/game/save-recovery";
import { saveErrorMessage, linkStatus, formatSaveTime, saveNoticeMessage, deletionErrorMessage } from "../../src/game/share-messages";

const refused: SaveError = { kind: "refused", message: "Too early." };
const header = (linked: boolean, error: SaveError | null = null, notice: SaveNotice | null = null): string | undefined =>
  linkStatus(linked, error, notice)?.join("");

describe("share messages", () => {
  it("show the link's state in the header", () => {
    expect(header(false)).to.equal(undefined);
    expect(header(true)).to.equal("link kept up to date");
    expect(header(true, { kind: "offline" })).to.equal("link waits for the connection");
    expect(header(true, { kind: "busy" })).to.equal("link waits for the server");
    expect(header(true, { kind: "stale" })).to.equal("link waits for a reload of this page");
    expect(header(true, refused)).to.equal("link waits: see Share");
  });

  it("show in the header that a link is gone or omits places", () => {
    expect(header(false, null, { kind: "gone" })).to.equal("link gone: see Share");
    expect(header(false, null, { kind: "deleted" })).to.equal(undefined);
    expect(header(true, null, { kind: "omitted", places: 2 })).to.equal("link up to date, without 2 places: see Share");
  });

  it("say what went wrong and what happens next", () => {
    expect(saveErrorMessage({ kind: "offline" }, true)).to.equal(
      "No connection. Your places are kept here, and the saved play is brought up to date when it is back.",
    );
    expect(saveErrorMessage({ kind: "offline" }, false)).to.equal("No connection. Your places are kept here, and saved when it is back.");
    expect(saveErrorMessage({ kind: "busy" }, false)).to.contain("saved in a moment");
    expect(saveErrorMessage({ kind: "stale" }, true)).to.contain("Reload the page");
    expect(saveErrorMessage(refused, true)).to.contain("Too early. It is tried again");
    expect(saveErrorMessage(refused, false)).to.equal("The play was not saved: Too early.");
  });

  it("say until when nothing more can be saved", () => {
    const error: SaveError = { kind: "daily-limit", until: new Date(2026, 10, 21, 1, 0).getTime() };
    expect(header(true, error)).to.equal("link waits until 01:00");
    expect(saveErrorMessage(error, false)).to.contain("Your places are kept here, and saved at 01:00, or when you open this quiz after that.");
    expect(saveErrorMessage(error, true)).to.contain("the saved play is brought up to date at 01:00");
  });

  it("say why a play was not deleted", () => {
    expect(deletionErrorMessage({ kind: "offline" })).to.contain("no connection");
    expect(deletionErrorMessage({ kind: "busy" })).to.contain("busy");
    expect(deletionErrorMessage(refused)).to.equal("Not deleted: Too early.");
  });

  it("say what happened to the saved play", () => {
    expect(saveNoticeMessage({ kind: "omitted", places: 1 })).to.equal(
      "One place on your map is no longer part of this quiz. It stays on your map, but the saved play omits it.",
    );
    expect(saveNoticeMessage({ kind: "omitted", places: 1_200 })).to.contain("1,200 places on your map are no longer part of this quiz. They stay");
    expect(saveNoticeMessage({ kind: "gone" })).to.contain("saving again makes a new link");
    expect(saveNoticeMessage({ kind: "deleted" })).to.contain("your map is untouched");
  });

  it("give the time for today, and the date for other days", () => {
    const at = (day: number): number => new Date(2026, 10, day, 14, 5).getTime();
    expect(formatSaveTime(at(21), at(21))).to.equal("at 14:05");
    expect(formatSaveTime(at(21), at(22))).to.equal("on 21 November 2026, 14:05");
  });
});
