// Which places a printed map names, and where the name stands: the largest first, and no name over another.

export interface LabelledDot {
  x: number;
  y: number;
  radius: number;
  /** Size of the name when printed, in the same pixels. */
  width: number;
  height: number;
}

export interface Label {
  /** Which of the spots. */
  index: number;
  /** Left edge and middle of the name. */
  x: number;
  y: number;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Paper between a dot and its name. */
const DOT_GAP_PX = 3;
/** Paper between two names. */
const MIN_LABEL_GAP_PX = 4;

/** Where the names stand. Spots come largest first; a name without room is left out. */
export function placeLabels(spots: readonly LabelledDot[], sheet: { width: number; height: number }, most: number): Label[] {
  const labels: Label[] = [];
  const taken: Box[] = [];
  for (const [index, spot] of spots.entries()) {
    if (labels.length >= most) break;
    const free = positions(spot).filter((at) => isInside(at, sheet) && !taken.some((other) => overlap(at, other)));
    const box = clearest(free, spots, index);
    if (!box) continue;
    labels.push({ index, x: box.left, y: (box.top + box.bottom) / 2 });
    taken.push(grown(box, MIN_LABEL_GAP_PX));
  }
  return labels;
}

/** The position that hides the fewest dots, and none that is larger than its own; the first of equals. */
function clearest(boxes: readonly Box[], spots: readonly LabelledDot[], own: number): Box | undefined {
  let best: Box | undefined;
  let least = Infinity;
  for (const box of boxes) {
    const hidden = spots.flatMap((spot, i) => (i !== own && overlap(box, around(spot)) ? [i] : []));
    if ((hidden[0] ?? own) < own || hidden.length >= least) continue;
    best = box;
    least = hidden.length;
  }
  return best;
}

/** Right of the dot as in an atlas; else left, above or below it. */
function positions({ x, y, radius, width, height }: LabelledDot): Box[] {
  const off = radius + DOT_GAP_PX;
  const at = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height });
  return [
    at(x + off, y - height / 2),
    at(x - off - width, y - height / 2),
    at(x - width / 2, y - off - height),
    at(x - width / 2, y + off),
  ];
}

function around({ x, y, radius }: LabelledDot): Box {
  return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
}

function isInside({ left, top, right, bottom }: Box, { width, height }: { width: number; height: number }): boolean {
  return left >= MIN_LABEL_GAP_PX && top >= MIN_LABEL_GAP_PX && right <= width - MIN_LABEL_GAP_PX && bottom <= height - MIN_LABEL_GAP_PX;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function grown({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}
