import m from "mithril";
import { visibleRows } from "./visible-rows";

/** Height of a row, the same as --row in the style sheets. A thumb would miss smaller rows. */
const ROW_PX = 44;

interface Attrs<T> {
  rows: readonly T[];
  label: string;
  keyOf: (row: T) => number;
  /** `index` counts from the top of the list. */
  view: (row: T, index: number) => m.Children;
}

/** A list of any length. Only the rows in view are in the page. */
export function VirtualList<T>(): m.Component<Attrs<T>> {
  // Stored when events arrive: reading both from the element during a redraw would force a layout each time.
  let scrollTop = 0;
  let height = 0;
  let drawnRange = "";
  const observer = new ResizeObserver(([entry]) => {
    height = entry?.contentRect.height ?? 0;
    m.redraw();
  });
  return {
    oncreate: ({ dom }) => {
      observer.observe(dom);
    },
    onremove: () => {
      observer.disconnect();
    },
    view: ({ attrs: { rows, label, keyOf, view } }) => {
      const { first, end } = visibleRows(rows.length, ROW_PX, scrollTop, height);
      drawnRange = `${first} ${end}`;
      const onscroll = (event: Event & { redraw?: boolean }): void => {
        scrollTop = (event.target as HTMLElement).scrollTop;
        const range = visibleRows(rows.length, ROW_PX, scrollTop, height);
        event.redraw = `${range.first} ${range.end}` !== drawnRange;
      };
      return m(
        "div.rows",
        { onscroll },
        m(
          "ul",
          { "aria-label": label, style: { height: `${rows.length * ROW_PX}px` } },
          rows.slice(first, end).map((row, i) =>
            m(
              "li",
              {
                key: keyOf(row),
                "aria-setsize": rows.length,
                "aria-posinset": first + i + 1,
                style: { transform: `translateY(${(first + i) * ROW_PX}px)` },
              },
              view(row, first + i),
            ),
          ),
        ),
      );
    },
  };
}
