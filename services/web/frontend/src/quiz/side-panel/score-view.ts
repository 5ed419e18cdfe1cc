import m from "mithril";
import type { BracketTally } from "../../game/population-brackets";
import { shortRegionNoun } from "../../game/region-noun";
import { formatNumber, formatPercent } from "../../game/formatting";
import { countRegionsWithPlaces } from "../../game/regions";
import { unknownPopulationShare } from "../../game/score";
import type { QuizCtrl } from "../ctrl";

/** The score in one line between map and input. Only phones show it. */
export function scoreLine({ quiz, sidePanel }: QuizCtrl): m.Children {
  const { score, regions } = sidePanel.tables;
  return m(
    "p.score-line",
    m("span", m("b", formatNumber(score.places)), score.places === 1 ? " place" : " places"),
    m("span", m("b", formatPercent(score.people, quiz.population)), " of people"),
    regions.length > 0 && m("span", m("b", formatNumber(countRegionsWithPlaces(regions))), ` of ${formatNumber(regions.length)} ${shortRegionNoun(quiz.region_noun)}`),
  );
}

export function scoreView(ctrl: QuizCtrl): m.Children {
  const { quiz, sidePanel } = ctrl;
  const { score, brackets } = sidePanel.tables;
  return m(
    "section.score",
    { "aria-label": "Score" },
    m("p.score-places", m("b", formatNumber(score.places)), score.places === 1 ? " place" : " places"),
    m("p.score-people", m("b", formatPercent(score.people, quiz.population)), " of people", m("span.score-count", formatNumber(score.people))),
    unknownPopulationNote(ctrl),
    ctrl.mode === "every" && m("p.note", "This play took every homonym at once, so it stays out of rankings."),
    bracketTable(brackets),
  );
}

function unknownPopulationNote({ quiz }: QuizCtrl): m.Children {
  const share = unknownPopulationShare(quiz);
  return (
    share !== null &&
    m("p.note", `The population of ${formatPercent(share, 1)} of the places is not known, so this percentage counts only the others.`)
  );
}

function bracketTable(brackets: BracketTally[]): m.Children {
  return m(
    "table.brackets",
    m("caption.visually-hidden", "Places named by size"),
    m("thead.visually-hidden", m("tr", m("th[scope=col]", "Population"), m("th[scope=col]", "Share"), m("th[scope=col]", "Named"))),
    m("tbody", brackets.map(bracketRow)),
  );
}

function bracketRow({ label, named, total, done }: BracketTally): m.Children {
  return m(
    "tr",
    { class: done ? "done" : "" },
    m("th[scope=row]", label),
    m("td.measure", m("div.bar", m("div", { style: { width: `${(100 * named) / total}%` } }))),
    m("td", `${formatNumber(named)} of ${formatNumber(total)}`, m("span.tick", done ? { role: "img", "aria-label": "complete" } : {}, done ? "✓" : "")),
  );
}

export function regionsTable({ quiz, sidePanel }: QuizCtrl): m.Children {
  const { regions } = sidePanel.tables;
  return m(
    "section.regions-scroll[tabindex=0]",
    { "aria-label": `Table of ${quiz.region_noun}` },
    m(
      "table.regions",
      m("caption.visually-hidden", `Places named by ${quiz.region_noun}`),
      m("thead", m("tr", m("th[scope=col]", shortRegionNoun(quiz.region_noun)), m("th[scope=col]", "named"), m("th[scope=col]", "people"))),
      m(
        "tbody",
        regions.map((row) =>
          m(
            "tr",
            { key: row.code, class: row.named > 0 ? "touched" : "" },
            m("th[scope=row]", row.name),
            m("td", `${formatNumber(row.named)} of ${formatNumber(row.total)}`),
            m("td", formatPercent(row.people, row.population)),
          ),
        ),
      ),
    ),
  );
}

export function regionsSummary({ quiz, sidePanel }: QuizCtrl): string {
  const { regions } = sidePanel.tables;
  return `${countRegionsWithPlaces(regions)} of ${regions.length} ${shortRegionNoun(quiz.region_noun)}`;
}
