import { expect } from "chai";
import { filterAndSort, type SortOrder } from "../../src/game/filter-and-sort";
import type { NamedPlace } from "../../src/game/named-place";
import { chicago, lviv, portlandMaine } from "../factories";

const named: NamedPlace[] = [
  { ...portlandMaine, at: 1 },
  { ...chicago, at: 3 },
  { ...lviv, name: "Köln", at: 2 },
];
const locationLabel = ({ region }: NamedPlace): string => region;
const names = (order: SortOrder, text = ""): string[] => filterAndSort(named, order, text, locationLabel).map(({ name }) => name);

describe("filterAndSort", () => {
  it("sorts by each order", () => {
    expect(names("newest")).to.deep.equal(["Chicago", "Köln", "Portland"]);
    expect(names("oldest")).to.deep.equal(["Portland", "Köln", "Chicago"]);
    expect(names("largest")).to.deep.equal(["Chicago", "Köln", "Portland"]);
    expect(names("smallest")).to.deep.equal(["Portland", "Köln", "Chicago"]);
    expect(names("name")).to.deep.equal(["Chicago", "Köln", "Portland"]);
    expect(names("region")).to.deep.equal(["Chicago", "Köln", "Portland"]);
  });

  it("filters by name and region, ignoring accents and the order of words", () => {
    expect(names("newest", "koln")).to.deep.equal(["Köln"]);
    expect(names("newest", "maine port")).to.deep.equal(["Portland"]);
    expect(names("newest", "utah")).to.be.empty;
  });

  it("does not change the play's own list", () => {
    names("newest");
    expect(named[0]?.name).to.equal("Portland");
  });
});
