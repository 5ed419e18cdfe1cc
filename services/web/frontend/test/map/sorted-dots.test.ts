import { expect } from "chai";
import { type Dot, SortedDots } from "../../src/map/sorted-dots";
import { chicago, newYork, nowhere } from "../factories";

const dot = (place: typeof chicago, x: number, radius: number): Dot => ({ place: { ...place, at: 0 }, x, y: 0, radius });
const view = { scale: 2, x: 10, y: 0 };
const order = (set: SortedDots): string[] => set.all.map(({ place }) => place.name);

describe("SortedDots", () => {
  it("keeps large dots below small ones in any order of adding", () => {
    const set = new SortedDots();
    set.addAll([dot(nowhere, 0, 2), dot(newYork, 0, 20)]);
    set.add(dot(chicago, 0, 10));
    expect(order(set)).to.deep.equal(["New York City", "Chicago", "Nowhere"]);
    expect(set.remove(chicago.id)?.place.name).to.equal("Chicago");
    expect(order(set)).to.deep.equal(["New York City", "Nowhere"]);
  });

  it("finds the dot at a point of the screen, and the topmost of several", () => {
    const set = new SortedDots();
    set.addAll([dot(newYork, 5, 20), dot(nowhere, 5, 2)]);
    expect(set.nearest(view, 20, 0)?.place.name).to.equal("Nowhere");
    expect(set.nearest(view, 36, 0)?.place.name).to.equal("New York City");
    expect(set.nearest(view, 90, 0)).to.equal(null);
  });
});
