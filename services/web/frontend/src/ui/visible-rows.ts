export interface RowRange {
  first: number;
  /** One past the last row. */
  end: number;
}

/** Rows drawn above and below the visible ones, so that a flick does not show blank paper. */
const OVERSCAN_ROWS = 8;

/** Which rows of a long list to draw: those in view, and a margin. */
export function visibleRows(total: number, rowHeight: number, scrolled: number, height: number): RowRange {
  const first = Math.max(0, Math.floor(scrolled / rowHeight) - OVERSCAN_ROWS);
  const end = Math.min(total, Math.ceil((scrolled + height) / rowHeight) + OVERSCAN_ROWS);
  return { first: Math.min(first, end), end };
}
