import { expect } from "chai";
import { WaitingGuesses } from "../../src/storage/pending-guesses";
import { Session } from "../../src/storage/play-session";
import { Store } from "../../src/storage/namespaced-store";
import { FakeShelf } from "../factories";

const guesses = (shelf: FakeShelf): WaitingGuesses => new WaitingGuesses(new Store(shelf, "us"));

describe("waiting guesses", () => {
  it("survive a reload in the order of guessing", () => {
    const shelf = new FakeShelf();
    const queue = guesses(shelf);
    queue.put("Lviv", "largest", 1_700_000_000_000);
    queue.put("Köln", "in:DE", 1_700_000_000_000);
    queue.put("東京", "every", 1_700_000_000_001);
    expect(guesses(shelf).load().map(({ guess, where }) => `${guess} ${where}`)).to.deep.equal([
      "Lviv largest",
      "Köln in:DE",
      "東京 every",
    ]);
  });

  it("are taken once, by one tab", () => {
    const shelf = new FakeShelf();
    const waiting = guesses(shelf).put("Lviv", "largest", 1);
    expect([guesses(shelf).take(waiting), guesses(shelf).take(waiting)]).to.deep.equal([true, false]);
  });

  it("skip what is not a guess", () => {
    const shelf = new FakeShelf();
    shelf.setItem("toponaut:1:us:guess-1-x", "[]");
    expect(guesses(shelf).load()).to.be.empty;
  });
});

describe("Session", () => {
  it("keeps the first start and the highest mode", () => {
    const session = new Session(new Store(new FakeShelf(), "us"));
    session.raise("every");
    session.raise("filtered");
    expect(session.mode).to.equal("every");
    session.clear();
    expect(session.mode).to.equal("plain");
  });
});
