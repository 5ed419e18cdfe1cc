import { expect } from "chai";
import { type Dot, SortedDots } from "../../src/map/sorted-dots";
import { dotRadiusScale, legendPopulations } from "../../src/map/dot-size";
import { chicago, newYork, nowhere, us } from "../factories";

const dot = (place: typeof chicago, x: number, radius: number): Dot => ({ place: { ...place, at: 0 }, x, y: 0, radius });
const view = { scale: 2, x: 10, y: 0 };
const order = (set: SortedDots): string[] => set.dots.map(({ place }) => place.name);

describe("DotSet", () => {
  it("keeps large dots below small ones, however they come", () => {
    const set = new SortedDots();
    set.fill([dot(nowhere, 0, 2), dot(newYork, 0, 20)]);
    set.add(dot(chicago, 0, 10));
    expect(order(set)).to.deep.equal(["New York City", "Chicago", "Nowhere"]);
    expect(set.remove(chicago.id)?.place.name).to.equal("Chicago");
    expect(order(set)).to.deep.equal(["New York City", "Nowhere"]);
  });

  it("finds the dot under a point of the screen, the topmost of several", () => {
    const set = new SortedDots();
    set.fill([dot(newYork, 5, 20), dot(nowhere, 5, 2)]);
    expect(set.nearest(view, 20, 0)?.place.name).to.equal("Nowhere");
    expect(set.nearest(view, 36, 0)?.place.name).to.equal("New York City");
    expect(set.nearest(view, 90, 0)).to.equal(null);
  });
});

const large = { ...us, brackets: [{ min: 1_000_000, places: 9, population: 30_000_000 }] };

describe("dotScale", () => {
  it("gives areas in proportion to people", () => {
    const radius = dotRadiusScale(large);
    expect(radius(4_000_000) / radius(1_000_000)).to.be.closeTo(2, 0.05);
  });

  it("measures by a bracket that has more than an exception or two", () => {
    const lonely = { ...large, brackets: [{ min: 1_000_000, places: 1, population: 2_000_000 }, { min: 500_000, places: 3, population: 1_600_000 }] };
    expect(dotRadiusScale(lonely)(500_000)).to.equal(dotRadiusScale(large)(1_000_000));
  });

  it("never lets a place vanish", () => {
    expect(dotRadiusScale(us)(0)).to.be.at.least(1.5);
  });

  it("has a key of round figures", () => {
    expect(legendPopulations(large)).to.deep.equal([10_000_000, 1_000_000, 100_000]);
  });
});
