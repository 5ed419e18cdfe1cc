import { expect } from "chai";
import { countedPath, mayCountVisit } from "../../src/visits/visit-privacy";

describe("visits", () => {
  it("are counted unless the browser signals not to", () => {
    expect(mayCountVisit({})).to.equal(true);
    expect(mayCountVisit({ doNotTrack: "0", globalPrivacyControl: false })).to.equal(true);
    expect(mayCountVisit({ doNotTrack: null })).to.equal(true);
    expect(mayCountVisit({ doNotTrack: "1" })).to.equal(false);
    expect(mayCountVisit({ globalPrivacyControl: true })).to.equal(false);
  });

  it("have the page's path, but no play id", () => {
    expect(countedPath("/quizzes/us")).to.equal("/quizzes/us");
    expect(countedPath("/plays/Abc23")).to.equal("/plays/…");
    expect(countedPath("/plays/Abc23/with/Xyz")).to.equal("/plays/…");
  });
});
