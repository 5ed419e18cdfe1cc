import { expect } from "chai";
import { failure } from "../../src/api/failed-requests";

describe("a failed request", () => {
  it("is told by method, address and what came", () => {
    expect(failure("POST", "/api/v1/plays", "answered 500")).to.equal("POST /api/v1/plays: answered 500");
  });

  it("is told without the guess and without the play", () => {
    expect(failure("GET", "/api/v1/quizzes/us/match?name=Lviv&data=1", "answered 502")).to.equal(
      "GET /api/v1/quizzes/us/match: answered 502",
    );
    expect(failure("PATCH", "/api/v1/plays/Abc23", "answered 500")).to.equal("PATCH /api/v1/plays/…: answered 500");
  });
});
