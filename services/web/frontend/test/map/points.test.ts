import { readFileSync } from "node:fs";
import { expect } from "chai";
import { makePlane } from "../../src/map/plane";
import type { QuizMap } from "../../src/map/quizmap";

const ROOT = new URL("../../../../../", import.meta.url);
const CASES = new URL("tests/contract/map_points.tsv", ROOT);
/** The table has five decimals. */
const CLOSE = 0.00001;

function planeOf(quiz: string): ReturnType<typeof makePlane> {
  const file = new URL(`services/web/quizzes/static/maps/${quiz}.json`, ROOT);
  return makePlane(JSON.parse(readFileSync(file, "utf8")) as QuizMap);
}

describe("the first view of a map", () => {
  for (const line of readFileSync(CASES, "utf8").trim().split("\n").slice(1)) {
    const [quiz = "", place = "", lon, lat, x, y] = line.split("\t");
    it(`has ${place} on the map ${quiz} where the picture of a shared link has it`, () => {
      const plane = planeOf(quiz);
      const [left, top, width, height] = plane.viewBox;
      const point = plane.point(Number(lon), Number(lat));
      if (x === "") {
        expect(point).to.equal(null);
        return;
      }
      expect(point && (point[0] - left) / width).to.be.closeTo(Number(x), CLOSE);
      expect(point && (point[1] - top) / height).to.be.closeTo(Number(y), CLOSE);
    });
  }
});
