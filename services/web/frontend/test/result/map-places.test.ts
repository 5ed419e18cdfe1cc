import { expect } from "chai";
import type { PlayDetail, PlayedPlace } from "../../src/api/types";
import { placesOfPlay, placesOfComparison } from "../../src/result/map-places";
import { chicago, lviv, newYork, portlandMaine } from "../factories";

const counted = (place: typeof chicago): PlayedPlace => ({ ...place, status: "counted" });

function play(...places: PlayedPlace[]): PlayDetail {
  return { places } as unknown as PlayDetail; // the map asks for nothing else
}

describe("what the map of a play draws", () => {
  it("is every place in the order of naming, also one that does not count any more", () => {
    const drawn = placesOfPlay(play(counted(newYork), { ...chicago, status: "left" }));
    expect(drawn.places.map(({ name, at }) => [name, at])).to.deep.equal([["New York City", 0], ["Chicago", 1]]);
    expect(drawn.mark(chicago)).to.equal("disc");
  });

  it("tells who of two has named a place", () => {
    const drawn = placesOfComparison(play(counted(chicago), counted(lviv)), play(counted(portlandMaine), counted(lviv)));
    expect(drawn.places.map((place) => [place.name, drawn.mark(place)])).to.deep.equal([
      ["Chicago", "disc"],
      ["Lviv", "diamond"],
      ["Portland", "triangle"],
    ]);
  });

  it("leaves out of a comparison what does not count for either, as the page's numbers do", () => {
    const { places } = placesOfComparison(play({ ...chicago, status: "elsewhere" }), play({ ...chicago, status: "elsewhere" }, counted(lviv)));
    expect(places.map(({ name }) => name)).to.deep.equal(["Lviv"]);
  });
});
