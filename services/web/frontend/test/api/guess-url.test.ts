import { expect } from "chai";
import { guessUrl } from "../../src/api/guess-url";

const france = { slug: "fr", fingerprint: "e195c3202683b20d" };

describe("guessUrl", () => {
  it("contains the quiz, the guess and the fingerprint of the page's data", () => {
    expect(guessUrl(france, "match", "Lyon")).to.equal("/api/v1/quizzes/fr/match?name=Lyon&data=e195c3202683b20d");
    expect(guessUrl(france, "sections", "Lyon")).to.contain("/fr/sections?name=Lyon&");
  });

  it("differs when the data differs", () => {
    const withNewData = { ...france, fingerprint: "0123456789abcdef" };
    expect(guessUrl(withNewData, "match", "Lyon")).not.to.equal(guessUrl(france, "match", "Lyon"));
  });

  it("escapes special characters of the guess", () => {
    const url = new URL(guessUrl(france, "match", "a&data=x #é+"), "https://toponaut.example");
    expect(url.searchParams.getAll("data")).to.deep.equal([france.fingerprint]);
    expect(url.searchParams.get("name")).to.equal("a&data=x #é+");
  });
});
