// Decides which places get a name on the map image, and where: the largest first, and no name over another.

export interface LabelledDot {
  x: number;
  y: number;
  radius: number;
  /** Size of the name in pixels of the image. */
  width: number;
  height: number;
}

export interface Label {
  /** Index of the dot. */
  index: number;
  /** The left edge of the name, and its vertical middle. */
  x: number;
  y: number;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Distance between a dot and its name. */
const DOT_GAP_PX = 3;
/** Minimum distance between two names. */
const MIN_LABEL_GAP_PX = 4;

/** The positions of the names. `dots` come largest first; a name without free space is omitted. */
export function placeLabels(dots: readonly LabelledDot[], size: { width: number; height: number }, maxLabels: number): Label[] {
  const labels: Label[] = [];
  const taken: Box[] = [];
  for (const [index, dot] of dots.entries()) {
    if (labels.length >= maxLabels) break;
    const free = positions(dot).filter((box) => isInside(box, size) && !taken.some((other) => overlap(box, other)));
    const box = clearest(free, dots, index);
    if (!box) continue;
    labels.push({ index, x: box.left, y: (box.top + box.bottom) / 2 });
    taken.push(grow(box, MIN_LABEL_GAP_PX));
  }
  return labels;
}

/** The position that hides the fewest dots, but no dot larger than the label's own. The first of equal positions. */
function clearest(boxes: readonly Box[], dots: readonly LabelledDot[], own: number): Box | undefined {
  let clearestBox: Box | undefined;
  let minHidden = Infinity;
  for (const box of boxes) {
    const hidden = dots.flatMap((dot, i) => (i !== own && overlap(box, boxAround(dot)) ? [i] : []));
    if ((hidden[0] ?? own) < own || hidden.length >= minHidden) continue;
    clearestBox = box;
    minHidden = hidden.length;
  }
  return clearestBox;
}

/** Right of the dot as in an atlas, or left, above or below it. */
function positions({ x, y, radius, width, height }: LabelledDot): Box[] {
  const distance = radius + DOT_GAP_PX;
  const boxAt = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height });
  return [
    boxAt(x + distance, y - height / 2),
    boxAt(x - distance - width, y - height / 2),
    boxAt(x - width / 2, y - distance - height),
    boxAt(x - width / 2, y + distance),
  ];
}

function boxAround({ x, y, radius }: LabelledDot): Box {
  return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
}

function isInside({ left, top, right, bottom }: Box, { width, height }: { width: number; height: number }): boolean {
  return left >= MIN_LABEL_GAP_PX && top >= MIN_LABEL_GAP_PX && right <= width - MIN_LABEL_GAP_PX && bottom <= height - MIN_LABEL_GAP_PX;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function grow({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}
