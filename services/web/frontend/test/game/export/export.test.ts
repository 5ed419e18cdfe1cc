import { expect } from "chai";
import type { FeatureCollection, Point } from "geojson";
import { parseCsv } from "../../../src/game/csv";
import { toCsv } from "../../../src/game/export/csv";
import { toGeoJson } from "../../../src/game/export/geojson";
import { exportFilename } from "../../../src/game/export/filename";
import { toText } from "../../../src/game/export/text";
import type { NamedPlace } from "../../../src/game/named-place";
import { chicago, lviv, portlandMaine, portlandOregon, us, world } from "../../factories";

const at = Date.UTC(2026, 10, 24, 20, 15, 30, 123);
const named: NamedPlace[] = [portlandMaine, chicago, portlandOregon].map((place, i) => ({ ...place, at: at + i }));

describe("toText", () => {
  it("writes one place per line with its location, largest first", () => {
    expect(toText(us, named)).to.equal("Chicago, Illinois\nPortland, Oregon\nPortland, Maine\n");
  });

  it("adds the country if the quiz has several", () => {
    expect(toText(world, [{ ...lviv, at }, ...named.slice(0, 1)])).to.equal("Lviv, Ukraine\nPortland, Maine, United States\n");
  });

  it("omits the location in the quiz of one region, and is empty without places", () => {
    expect(toText({ ...us, kind: "region", regions: [] }, named.slice(0, 1))).to.equal("Portland\n");
    expect(toText(us, [])).to.equal("");
  });
});

describe("toCsv", () => {
  it("writes a table in the order of naming", () => {
    const [head, first, ...rest] = toCsv(named).split("\r\n");
    expect(head).to.equal("id,name,region,country,lat,lon,population,named_at");
    expect(first).to.equal("4975802,Portland,Maine,US,45,-100,66881,2026-11-24T20:15:30.123Z");
    expect(rest).to.have.length(3); // two more places and the end
  });

  it("guards names that a spreadsheet would run as a formula", () => {
    const [, row] = parseCsv(toCsv([{ ...chicago, name: '=HYPERLINK("x")', lat: -5, at }]), ",");
    expect(row?.slice(1, 6)).to.deep.equal([`'=HYPERLINK("x")`, "Illinois", "US", "-5", "-100"]);
  });
});

describe("toGeoJson", () => {
  it("writes a point for each place, longitude first", () => {
    const { type, features } = JSON.parse(toGeoJson(named)) as FeatureCollection<Point>;
    expect([type, features.length]).to.deep.equal(["FeatureCollection", 3]);
    expect(features[0]).to.deep.equal({
      type: "Feature",
      id: 4975802,
      geometry: { type: "Point", coordinates: [-100, 45] },
      properties: { name: "Portland", region: "Maine", country: "US", population: 66_881, named_at: "2026-11-24T20:15:30.123Z" },
    });
  });
});

describe("exportFilename", () => {
  it("contains the quiz and the date", () => {
    const day = new Date(2026, 10, 4, 23, 59).getTime();
    expect(exportFilename("us-ca", day, "geojson")).to.equal("toponaut-us-ca-2026-11-04.geojson");
  });
});
