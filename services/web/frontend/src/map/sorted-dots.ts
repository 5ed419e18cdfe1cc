import type { NamedPlace } from "../game/named-place";

/**
 * The shape shows which play names a place, on the map that compares two plays. Each shape also has its own colour, so
 * shape or colour alone is enough.
 */
export type DotShape = "disc" | "triangle" | "diamond";

export interface Dot {
  place: NamedPlace;
  x: number;
  y: number;
  /** In screen pixels, at every zoom. For other shapes: the radius of a disc of the same area. */
  radius: number;
  /** A disc by default. */
  shape?: DotShape;
}

/** From map units to screen pixels: screen = map * scale + offset. */
export interface ViewTransform {
  scale: number;
  x: number;
  y: number;
}

/** A pointer this far from a dot's edge still selects it: fingers and mice are not exact. */
const MAX_POINTER_DISTANCE_PX = 8;

/** Dots from the largest to the smallest. They are drawn in this order, so small dots are on top of large ones. */
export class SortedDots {
  readonly all: Dot[] = [];

  addAll(dots: Dot[]): void {
    this.all.push(...dots);
    this.all.sort(largestFirst);
  }

  /** By binary search: no need to sort all dots for each guess. */
  add(dot: Dot): void {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (largestFirst(this.all[middle] ?? dot, dot) <= 0) low = middle + 1;
      else high = middle;
    }
    this.all.splice(low, 0, dot);
  }

  remove(id: number): Dot | undefined {
    const index = this.all.findIndex(({ place }) => place.id === id);
    return index >= 0 ? this.all.splice(index, 1)[0] : undefined;
  }

  find(id: number): Dot | undefined {
    return this.all.find(({ place }) => place.id === id);
  }

  /** The dot whose edge is nearest to a point on the screen. A search of 20,000 dots takes a fraction of a millisecond. */
  nearest(view: ViewTransform, x: number, y: number): Dot | null {
    let nearest: Dot | null = null;
    let minDistance = MAX_POINTER_DISTANCE_PX;
    for (const dot of this.all) {
      const distance = Math.hypot(dot.x * view.scale + view.x - x, dot.y * view.scale + view.y - y) - dot.radius;
      // Where several dots contain the point, the last and smallest of them is on top.
      if (Math.max(distance, 0) <= minDistance) {
        nearest = dot;
        minDistance = Math.max(distance, 0);
      }
    }
    return nearest;
  }
}

function largestFirst(a: Dot, b: Dot): number {
  return b.place.population - a.place.population || a.place.id - b.place.id;
}
