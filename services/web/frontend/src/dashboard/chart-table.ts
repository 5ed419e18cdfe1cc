import m from "mithril";
import { bucketLabel, formatValue } from "./formatting";
import type { ChartSeries } from "./chart-series";

/** The values of a chart as a table, newest first, that the reader can open. */
export function chartTable(series: ChartSeries, step: number): m.Children {
  const render = (): m.Children =>
    m("table.figures", [
      m("caption.visually-hidden", series.title),
      m("thead", m("tr", [m("th[scope=col]", "When"), m("th[scope=col]", series.title)])),
      m("tbody", series.at.map((at, i) =>
        m("tr", { key: at }, [m("th[scope=row]", bucketLabel(at, step)), m("td", formatValue(series.values[i] ?? null, series.unit))])).reverse()),
    ]);
  return m(CollapsedTable, { label: `${series.title} as a table`, render });
}

interface CollapsedTableAttrs {
  label: string;
  render: () => m.Children;
}

/** A table that is rendered only while it is open: nine tables of 400 rows would slow down every redraw. */
const CollapsedTable: m.ClosureComponent<CollapsedTableAttrs> = () => {
  let open = false;
  return {
    view: ({ attrs: { label, render } }) =>
      m("details", { ontoggle: (event: Event) => { open = (event.target as HTMLDetailsElement).open; } }, [
        m("summary", { "aria-label": label }, "Table"),
        open ? m("section.table-scroll[tabindex=0]", { "aria-label": label }, render()) : null,
      ]),
  };
};
