import { expect } from "chai";
import type { Answer } from "../../src/game/answer-line";
import { mapDidNotLoad, moreHomonyms, sentenceFor, plainText } from "../../src/game/sentences";
import { chicago, lviv, newYork, nowhere, portlandMaine, portlandOregon, portlands, portlandTexas, us, world } from "../factories";

const textOf = (answer: Answer, quiz = us): string => plainText(sentenceFor(answer, quiz));
const hitOf = (place: typeof chicago, others: (typeof chicago)[] = []): Answer => ({ kind: "hit", place, others, alreadyNamed: 0, near: false });

describe("sentences", () => {
  it("promises another try of the map only while the browser is offline", () => {
    expect(mapDidNotLoad(false)).to.equal("The map did not load. It will be tried again when the connection is back.");
    expect(mapDidNotLoad(true)).to.equal("The map did not load. Reload the page to try again.");
  });

  it("says where a hit is and how many live there", () => {
    expect(textOf(hitOf(chicago))).to.equal("Chicago, Illinois · 2,720,546 people.");
  });

  it("adds the country in the world's quiz", () => {
    expect(textOf(hitOf(chicago), world)).to.equal("Chicago, Illinois, United States · 2,720,546 people.");
  });

  it("omits a region with the same name as the place", () => {
    expect(textOf(hitOf(lviv), world)).to.equal("Lviv, Ukraine · 717,273 people.");
  });

  it("omits a country with the same name as the place", () => {
    const sameNameAsCountry = { ...chicago, name: "United States", region: "" };
    expect(textOf(hitOf(sameNameAsCountry), world)).to.equal("United States · 2,720,546 people.");
  });

  it("shortens a long guess", () => {
    expect(textOf({ kind: "miss", guess: "x".repeat(200), reason: "unknown", partOf: null }).length).to.be.below(80);
  });

  it("counts the homonyms not named yet", () => {
    expect(textOf(hitOf(portlandOregon, [portlandMaine, portlandTexas]))).to.equal(
      "Portland, Oregon · 652,503 people · 2 more Portlands.",
    );
  });

  it("forms plurals of names", () => {
    expect(moreHomonyms(1, "Paris")).to.equal("1 more Paris");
    expect(moreHomonyms(3, "Paris")).to.equal("3 more Parises");
  });

  it("says that a population is not known instead of 0", () => {
    expect(textOf(hitOf(nowhere))).to.equal("Nowhere, Maine · population not known.");
  });

  it("hints at a much larger place one letter away without naming it", () => {
    expect(textOf({ ...hitOf(chicago), near: true } as Answer)).to.contain("one letter different");
  });

  it("adds up the population of all homonyms", () => {
    expect(textOf({ kind: "every", guess: "portland", places: portlands, alreadyNamed: 0 })).to.equal(
      "All 3 places called portland · 734,483 people together.",
    );
  });

  it("says how many homonyms were added to those already named", () => {
    expect(textOf({ kind: "every", guess: "portland", places: [portlandMaine, portlandTexas], alreadyNamed: 1 })).to.equal(
      "Added 2 places called portland to the 1 you had · 81,980 people together.",
    );
  });

  it("says that a place is named already", () => {
    expect(textOf({ kind: "already", place: chicago, count: 1, others: [] })).to.equal("Chicago, Illinois is already on your map.");
  });

  it("has a sentence for each reason of a miss", () => {
    for (const reason of ["near", "outside", "section", "area", "unknown"] as const) {
      expect(textOf({ kind: "miss", guess: "Qwerty", reason, partOf: null })).to.match(/Qwerty.*\.$/);
    }
  });

  it("names the city that a part belongs to only if the answer contains it", () => {
    const miss = { kind: "miss", guess: "Brooklyn", reason: "section" } as const;
    expect(textOf({ ...miss, partOf: null })).not.to.contain("New York");
    expect(textOf({ ...miss, partOf: newYork })).to.equal("Brooklyn is a part of New York City, which you have already named.");
  });

  it("says when a queued guess will be answered", () => {
    expect(textOf({ kind: "queued", guess: "Lviv", waiting: 1, why: "offline" })).to.equal(
      "No connection. Lviv is kept and will be answered when the connection is back.",
    );
    expect(textOf({ kind: "queued", guess: "Lviv", waiting: 3, why: "busy" })).to.contain("Lviv and 2 more guesses are kept");
  });

  it("says what an undo removed and what it restored", () => {
    const at = { at: 0 };
    expect(textOf({ kind: "undone", removed: [chicago], restored: [] })).to.equal("Took back Chicago, Illinois.");
    expect(textOf({ kind: "undone", removed: [chicago, portlandMaine], restored: [] })).to.equal("Took back 2 places.");
    expect(textOf({ kind: "undone", removed: [chicago, portlandMaine], restored: [newYork] })).to.equal("Took back 2 places; 1 place is on the map again.");
    expect(textOf({ kind: "undone", removed: [chicago], restored: [newYork, portlandMaine] })).to.equal("Took back 1 place; 2 places are on the map again.");
    expect(textOf({ kind: "undone", removed: [{ ...portlandMaine, ...at }], restored: [portlandOregon] })).to.equal(
      "Took back Portland, Maine; Portland, Oregon is on the map again.",
    );
  });

  it("says how many places came from a continued play", () => {
    expect(textOf({ kind: "continued", places: 142, missing: 0 })).to.equal("Continuing from a play of 142 places.");
    expect(textOf({ kind: "continued", places: 1, missing: 1 })).to.equal(
      "Continuing from a play of 1 place. It has 1 more that is no longer part of this quiz.",
    );
    expect(textOf({ kind: "joined", places: 111, shared: 31 })).to.equal("Added 111 places; the other 31 were already on your map.");
    expect(textOf({ kind: "joined", places: 0, shared: 31 })).to.equal("Nothing to add: every place of that play is already on your map.");
  });

  it("says why a play was not continued and whether that is retried", () => {
    const notContinued = (why: "unknown" | "refused" | "offline" | "busy"): string => textOf({ kind: "not-continued", why, message: "Broken." });
    expect(notContinued("unknown")).to.contain("There is no play at that link.");
    expect(notContinued("refused")).to.equal("The play was not fetched: Broken.");
    expect(notContinued("offline")).to.equal("No connection. The play will be fetched when the connection is back.");
    expect(notContinued("busy")).to.equal("The server is busy. The play will be fetched in a moment.");
  });

  it("counts the results of an import", () => {
    const counts = { added: 2_871, already: 38, missing: 91 };
    expect(plainText(sentenceFor({ kind: "imported", ...counts, remaining: 0 }, us))).to.equal("Import finished: 2,871 added · 38 already named · 91 not found.");
    expect(plainText(sentenceFor({ kind: "imported", ...counts, remaining: 5 }, us))).to.equal(
      "Import stopped: 2,871 added · 38 already named · 91 not found · 5 not looked up.",
    );
  });
});
