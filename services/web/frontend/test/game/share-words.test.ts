import { expect } from "chai";
import type { Hitch, Notice } from "../../src/game/remedy";
import { hitchWords, linkWord, moment, noticeWords, undeletedWords } from "../../src/game/share-words";

const refused: Hitch = { kind: "refused", message: "Too early." };
const header = (linked: boolean, hitch: Hitch | null = null, notice: Notice | null = null): string | undefined =>
  linkWord(linked, hitch, notice)?.join("");

describe("words about sharing", () => {
  it("say in the header how the link is doing", () => {
    expect(header(false)).to.equal(undefined);
    expect(header(true)).to.equal("link kept up to date");
    expect(header(true, { kind: "offline" })).to.equal("link waits for the connection");
    expect(header(true, { kind: "busy" })).to.equal("link waits for the server");
    expect(header(true, { kind: "stale" })).to.equal("link waits for a reload of this page");
    expect(header(true, refused)).to.equal("link waits: see Share");
  });

  it("say there that a link is gone, or leaves places out", () => {
    expect(header(false, null, { kind: "gone" })).to.equal("link gone: see Share");
    expect(header(false, null, { kind: "deleted" })).to.equal(undefined);
    expect(header(true, null, { kind: "left", places: 2 })).to.equal("link up to date, without 2 places: see Share");
  });

  it("say what goes wrong and what happens next", () => {
    expect(hitchWords({ kind: "offline" }, true)).to.equal(
      "No connection. Your places are kept here, and the saved play is brought up to date when it is back.",
    );
    expect(hitchWords({ kind: "offline" }, false)).to.equal("No connection. Your places are kept here, and saved when it is back.");
    expect(hitchWords({ kind: "busy" }, false)).to.contain("saved in a moment");
    expect(hitchWords({ kind: "stale" }, true)).to.contain("Reload the page");
    expect(hitchWords(refused, true)).to.contain("Too early. It is tried again");
    expect(hitchWords(refused, false)).to.equal("The play was not saved: Too early.");
  });

  it("say why a play was not deleted", () => {
    expect(undeletedWords({ kind: "offline" })).to.contain("no connection");
    expect(undeletedWords({ kind: "busy" })).to.contain("busy");
    expect(undeletedWords(refused)).to.equal("Not deleted: Too early.");
  });

  it("say what has to be known once", () => {
    expect(noticeWords({ kind: "left", places: 1 })).to.equal(
      "One place on your map is no place of this quiz any more. It stays on your map, and the saved play goes without.",
    );
    expect(noticeWords({ kind: "left", places: 1_200 })).to.contain("1,200 places on your map are no places");
    expect(noticeWords({ kind: "gone" })).to.contain("saving again makes a new link");
    expect(noticeWords({ kind: "deleted" })).to.contain("your map is untouched");
  });

  it("give the time of today, and the day of another", () => {
    const at = (day: number): number => new Date(2026, 10, day, 14, 5).getTime();
    expect(moment(at(21), at(21))).to.equal("at 14:05");
    expect(moment(at(21), at(22))).to.equal("on 21 November 2026, 14:05");
  });
});
