import m from "mithril";
import { visibleRows } from "./visible-rows";

/** Height of a row in px, as the style sheet has it (--row): also the least that a thumb hits safely. */
const ROW_PX = 44;

interface Attrs<T> {
  rows: readonly T[];
  label: string;
  keyOf: (row: T) => number;
  /** `index` counts from the top of the list. */
  view: (row: T, index: number) => m.Children;
}

/** A list of any length of which only the rows in view are in the page. */
export function VirtualList<T>(): m.Component<Attrs<T>> {
  // Kept from events: asking the element while its page is being redrawn would force a layout each time.
  let scrolled = 0;
  let height = 0;
  let drawn = "";
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
      const { first, end } = visibleRows(rows.length, ROW_PX, scrolled, height);
      drawn = `${first} ${end}`;
      const onscroll = (event: Event & { redraw?: boolean }): void => {
        scrolled = (event.target as HTMLElement).scrollTop;
        const now = visibleRows(rows.length, ROW_PX, scrolled, height);
        event.redraw = `${now.first} ${now.end}` !== drawn;
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
