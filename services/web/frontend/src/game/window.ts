export interface Window {
  first: number;
  /** One past the last row. */
  end: number;
}

/** Rows drawn above and below the visible ones, so that a flick does not show blank paper. */
const MARGIN_ROWS = 8;

/** Which rows of a long list to draw: those in view, and a margin. */
export function visibleRows(total: number, rowHeight: number, scrolled: number, height: number): Window {
  const first = Math.max(0, Math.floor(scrolled / rowHeight) - MARGIN_ROWS);
  const end = Math.min(total, Math.ceil((scrolled + height) / rowHeight) + MARGIN_ROWS);
  return { first: Math.min(first, end), end };
}
