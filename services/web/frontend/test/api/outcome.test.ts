import { expect } from "chai";
import { busyError, isTemporary, parseRetryAfter, refusedError } from "../../src/api/outcome";

describe("isTemporary", () => {
  it("separates statuses that may pass from permanent ones", () => {
    expect([429, 408, 502, 503].map(isTemporary)).to.deep.equal([true, true, true, true]);
    expect([400, 404, 405, 500].map(isTemporary)).to.deep.equal([false, false, false, false]);
  });
});

describe("busyError", () => {
  it("has the API's code, and none if a proxy answered instead of the API", () => {
    expect(busyError("9000", { error: { code: "daily_limit" } })).to.deep.equal({ kind: "busy", retryAfter: 9_000, code: "daily_limit" });
    expect(busyError(null, null)).to.deep.equal({ kind: "busy", retryAfter: null });
  });
});

describe("refusedError", () => {
  it("has the API's own code and message", () => {
    expect(refusedError(400, { error: { code: "bad_name", message: "Too long." } })).to.deep.equal({
      kind: "refused",
      code: "bad_name",
      message: "Too long.",
    });
  });

  it("lists the places that the refusal is about", () => {
    const error = { code: "not_in_quiz", message: "Not of it.", places: [1, 2] };
    expect(refusedError(400, { error })).to.deep.equal({ kind: "refused", ...error });
    expect(refusedError(400, { error: { ...error, places: "1" } })).not.to.have.property("places");
  });

  it("has a general message if a proxy answered instead of the API", () => {
    expect(refusedError(404, null)).to.deep.equal({ kind: "refused", code: "http_404", message: "The server answered 404." });
  });
});

describe("parseRetryAfter", () => {
  it("reads seconds and ignores dates", () => {
    expect([parseRetryAfter("20"), parseRetryAfter("Wed, 21 Oct 2026 07:28:00 GMT"), parseRetryAfter(null)]).to.deep.equal([20, null, null]);
  });
});
