import { expect } from "chai";
import type { PlayDetail, PlayedPlace } from "../../src/api/types";
import { placesOfComparison, placesOfPlay } from "../../src/result/map-places";
import { chicago, lviv, newYork, portlandMaine } from "../factories";

const counted = (place: typeof chicago): PlayedPlace => ({ ...place, status: "counted" });

function play(...places: PlayedPlace[]): PlayDetail {
  return { places } as unknown as PlayDetail; // the map uses nothing else
}

describe("the places on the map of a saved play", () => {
  it("are all its places in the order of naming, including those that no longer count", () => {
    const { places, shapeOf } = placesOfPlay(play(counted(newYork), { ...chicago, status: "left" }));
    expect(places.map(({ name, at }) => [name, at])).to.deep.equal([["New York City", 0], ["Chicago", 1]]);
    expect(shapeOf(chicago)).to.equal("disc");
  });

  it("have a shape that tells which of two plays named them", () => {
    const { places, shapeOf } = placesOfComparison(play(counted(chicago), counted(lviv)), play(counted(portlandMaine), counted(lviv)));
    expect(places.map((place) => [place.name, shapeOf(place)])).to.deep.equal([
      ["Chicago", "disc"],
      ["Lviv", "diamond"],
      ["Portland", "triangle"],
    ]);
  });

  it("omit places that count for neither of two plays, as the page's numbers do", () => {
    const { places } = placesOfComparison(play({ ...chicago, status: "elsewhere" }), play({ ...chicago, status: "elsewhere" }, counted(lviv)));
    expect(places.map(({ name }) => name)).to.deep.equal(["Lviv"]);
  });
});
