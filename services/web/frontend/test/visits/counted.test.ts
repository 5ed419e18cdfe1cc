import { expect } from "chai";
import { counted, mayCount } from "../../src/visits/counted";

describe("visits", () => {
  it("are counted unless the browser asks not to be", () => {
    expect(mayCount({})).to.equal(true);
    expect(mayCount({ doNotTrack: "0", globalPrivacyControl: false })).to.equal(true);
    expect(mayCount({ doNotTrack: null })).to.equal(true);
    expect(mayCount({ doNotTrack: "1" })).to.equal(false);
    expect(mayCount({ globalPrivacyControl: true })).to.equal(false);
  });

  it("name the page, but no play", () => {
    expect(counted("/quizzes/us")).to.equal("/quizzes/us");
    expect(counted("/plays/Abc23")).to.equal("/plays/…");
    expect(counted("/plays/Abc23/with/Xyz")).to.equal("/plays/…");
  });
});
