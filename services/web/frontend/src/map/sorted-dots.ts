import type { NamedPlace } from "../game/named-place";

/** Whose a dot is, where there are several to tell apart: by its shape and its colour, so that either will do. */
export type DotShape = "disc" | "triangle" | "diamond";

export interface Dot {
  place: NamedPlace;
  x: number;
  y: number;
  /** In screen pixels, at every zoom; of another shape than a disc, the radius of a disc as large. */
  radius: number;
  /** A disc where nothing is said. */
  mark?: DotShape;
}

export interface ViewTransform {
  /** Screen pixels for one unit of the plane. */
  scale: number;
  x: number;
  y: number;
}

/** Fingers and unsteady mice: how far from a dot's edge still means that dot, in pixels. */
const MAX_POINTER_DISTANCE_PX = 8;

/** Dots from the largest to the smallest: the order of drawing, so that small ones lie above large ones. */
export class SortedDots {
  readonly dots: Dot[] = [];

  fill(dots: Dot[]): void {
    this.dots.push(...dots);
    this.dots.sort(largestFirst);
  }

  add(dot: Dot): void {
    let low = 0;
    let high = this.dots.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (largestFirst(this.dots[middle] ?? dot, dot) <= 0) low = middle + 1;
      else high = middle;
    }
    this.dots.splice(low, 0, dot);
  }

  remove(id: number): Dot | undefined {
    const index = this.dots.findIndex(({ place }) => place.id === id);
    return index >= 0 ? this.dots.splice(index, 1)[0] : undefined;
  }

  find(id: number): Dot | undefined {
    return this.dots.find(({ place }) => place.id === id);
  }

  /** The dot whose edge is nearest to a point on the screen. 20,000 of them take a fraction of a millisecond. */
  nearest(view: ViewTransform, x: number, y: number): Dot | null {
    let best: Dot | null = null;
    let least = MAX_POINTER_DISTANCE_PX;
    for (const dot of this.dots) {
      const distance = Math.hypot(dot.x * view.scale + view.x - x, dot.y * view.scale + view.y - y) - dot.radius;
      // Inside several dots, the last, i.e. smallest, one lies on top.
      if (Math.max(distance, 0) <= least) {
        best = dot;
        least = Math.max(distance, 0);
      }
    }
    return best;
  }
}

function largestFirst(a: Dot, b: Dot): number {
  return b.place.population - a.place.population || a.place.id - b.place.id;
}
