import { expect } from "chai";
import { NamespacedStore } from "../../src/storage/namespaced-store";
import { PendingGuesses } from "../../src/storage/pending-guesses";
import { FakeStorage } from "../fake-storage";

const open = (backend: FakeStorage): PendingGuesses => new PendingGuesses(new NamespacedStore(backend, "us"));

describe("PendingGuesses", () => {
  it("survive a reload in the order of guessing", () => {
    const backend = new FakeStorage();
    const pending = open(backend);
    pending.put("Lviv", "largest", 1_700_000_000_000);
    pending.put("Köln", "in:DE", 1_700_000_000_000);
    pending.put("東京", "every", 1_700_000_000_001);
    expect(open(backend).load().map(({ guess, rule }) => `${guess} ${rule}`)).to.deep.equal([
      "Lviv largest",
      "Köln in:DE",
      "東京 every",
    ]);
  });

  it("are removed once: a second tab learns that they are gone", () => {
    const backend = new FakeStorage();
    const guess = open(backend).put("Lviv", "largest", 1);
    expect([open(backend).remove(guess), open(backend).remove(guess)]).to.deep.equal([true, false]);
  });

  it("skip damaged entries", () => {
    const backend = new FakeStorage();
    backend.setItem("toponaut:1:us:guess-1-x", "[]");
    expect(open(backend).load()).to.be.empty;
  });
});
