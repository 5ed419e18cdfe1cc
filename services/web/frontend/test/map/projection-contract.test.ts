import { readFileSync } from "node:fs";
import { expect } from "chai";
import { projectMap } from "../../src/map/projected-map";
import type { MapFile } from "../../src/map/map-file";

const ROOT = new URL("../../../../../", import.meta.url);
const CASES = new URL("tests/contract/map_points.tsv", ROOT);
/** The table has five decimals. */
const TOLERANCE = 0.00001;

function projectedMapOf(quiz: string): ReturnType<typeof projectMap> {
  const file = new URL(`services/web/quizzes/static/maps/${quiz}.json`, ROOT);
  return projectMap(JSON.parse(readFileSync(file, "utf8")) as MapFile);
}

describe("the initial view of a map", () => {
  for (const line of readFileSync(CASES, "utf8").trim().split("\n").slice(1)) {
    const [quiz = "", place = "", lon, lat, x, y] = line.split("\t");
    it(`has ${place} on the map ${quiz} at the same point as the map image of a shared link`, () => {
      const projected = projectedMapOf(quiz);
      const [left, top, width, height] = projected.viewBox;
      const point = projected.point(Number(lon), Number(lat));
      if (x === "") {
        expect(point).to.equal(null);
        return;
      }
      expect(point && (point[0] - left) / width).to.be.closeTo(Number(x), TOLERANCE);
      expect(point && (point[1] - top) / height).to.be.closeTo(Number(y), TOLERANCE);
    });
  }
});
