export interface RowRange {
  first: number;
  /** The index after the last row. */
  end: number;
}

/** Rows drawn above and below the visible ones, so that fast scrolling does not show blank space. */
const OVERSCAN_ROWS = 8;

/** Which rows of a long list to draw: those in view and a margin. Lengths in px. */
export function visibleRows(total: number, rowHeight: number, scrollTop: number, height: number): RowRange {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - OVERSCAN_ROWS);
  const end = Math.min(total, Math.ceil((scrollTop + height) / rowHeight) + OVERSCAN_ROWS);
  return { first: Math.min(first, end), end };
}
