import { expect } from "chai";
import { describeFailure } from "../../src/api/failed-requests";

describe("describeFailure", () => {
  it("names the method, the path and the reason", () => {
    expect(describeFailure("POST", "/api/v1/plays", "answered 500")).to.equal("POST /api/v1/plays: answered 500");
  });

  it("leaves out the guess and the id of the play", () => {
    expect(describeFailure("GET", "/api/v1/quizzes/us/match?name=Lviv&data=1", "answered 502")).to.equal(
      "GET /api/v1/quizzes/us/match: answered 502",
    );
    expect(describeFailure("PATCH", "/api/v1/plays/Abc23", "answered 500")).to.equal("PATCH /api/v1/plays/…: answered 500");
  });
});
