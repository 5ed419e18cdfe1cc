import { expect } from "chai";
import { endpoint } from "../../src/api/guess-url";

const france = { slug: "fr", fingerprint: "e195c3202683b20d" };

describe("the address of a guess", () => {
  it("names the quiz, the guess and the data of the page", () => {
    expect(endpoint(france, "match", "Lyon")).to.equal("/api/v1/quizzes/fr/match?name=Lyon&data=e195c3202683b20d");
    expect(endpoint(france, "sections", "Lyon")).to.contain("/fr/sections?name=Lyon&");
  });

  it("is another for other data", () => {
    const later = { ...france, fingerprint: "0123456789abcdef" };
    expect(endpoint(later, "match", "Lyon")).not.to.equal(endpoint(france, "match", "Lyon"));
  });

  it("keeps odd letters of a guess in the guess", () => {
    const url = new URL(endpoint(france, "match", "a&data=x #é+"), "https://toponaut.example");
    expect(url.searchParams.getAll("data")).to.deep.equal([france.fingerprint]);
    expect(url.searchParams.get("name")).to.equal("a&data=x #é+");
  });
});
