import { expect } from "chai";
import { passes, refusal, retryAfter } from "../../src/api/outcome";

describe("outcomes", () => {
  it("tells what will pass from what will not", () => {
    expect([429, 408, 502, 503].map(passes)).to.deep.equal([true, true, true, true]);
    expect([400, 404, 405, 500].map(passes)).to.deep.equal([false, false, false, false]);
  });

  it("gives the API's own words for a refusal", () => {
    expect(refusal(400, { error: { code: "bad_name", message: "Too long." } })).to.deep.equal({
      kind: "refused",
      code: "bad_name",
      message: "Too long.",
    });
  });

  it("tells which places a refusal is about", () => {
    const error = { code: "not_in_quiz", message: "Not of it.", places: [1, 2] };
    expect(refusal(400, { error })).to.deep.equal({ kind: "refused", ...error });
    expect(refusal(400, { error: { ...error, places: "1" } })).not.to.have.property("places");
  });

  it("finds words where a proxy answered instead", () => {
    expect(refusal(404, null)).to.deep.equal({ kind: "refused", code: "http_404", message: "The server answered 404." });
  });

  it("reads Retry-After in seconds and leaves its other form", () => {
    expect([retryAfter("20"), retryAfter("Wed, 21 Oct 2026 07:28:00 GMT"), retryAfter(null)]).to.deep.equal([20, null, null]);
  });
});
