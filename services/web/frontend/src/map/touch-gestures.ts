export interface GestureTarget {
  panBy(x: number, y: number): void;
  zoomAt(factor: number, x: number, y: number): void;
  tap(x: number, y: number): void;
}

interface Point {
  x: number;
  y: number;
}

/** A finger is never quite still: a touch that moves no further is a tap. */
const MAX_TAP_TRAVEL_PX = 8;

/** One finger pans, two fingers zoom, a short touch taps. Returns a function that stops listening. */
export function listenForTouch(element: SVGSVGElement, target: GestureTarget): () => void {
  const gesture = new Gesture(element, target);
  const events = { pointerdown: gesture.down, pointermove: gesture.move, pointerup: gesture.up, pointercancel: gesture.cancel };
  const entries = Object.entries(events) as [string, (event: Event) => void][];
  for (const [name, listener] of entries) element.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of entries) element.removeEventListener(name, listener);
  };
}

class Gesture {
  private readonly fingers = new Map<number, Point>();
  private travelled = 0;

  constructor(
    private readonly element: SVGSVGElement,
    private readonly target: GestureTarget,
  ) {}

  down = (event: PointerEvent): void => {
    if (event.pointerType === "mouse") return;
    if (this.fingers.size === 0) this.travelled = 0;
    this.fingers.set(event.pointerId, this.point(event));
    this.element.setPointerCapture(event.pointerId);
  };

  move = (event: PointerEvent): void => {
    const from = this.fingers.get(event.pointerId);
    if (!from) return;
    const to = this.point(event);
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    this.fingers.set(event.pointerId, to);
    this.travelled += distance(from, to);
    if (other) this.pinch(other, from, to);
    else if (this.travelled > MAX_TAP_TRAVEL_PX) this.target.panBy(to.x - from.x, to.y - from.y);
  };

  up = (event: PointerEvent): void => {
    const wasOnlyFinger = this.fingers.size === 1 && this.fingers.delete(event.pointerId);
    this.fingers.delete(event.pointerId);
    const { x, y } = this.point(event);
    if (wasOnlyFinger && this.travelled <= MAX_TAP_TRAVEL_PX) this.target.tap(x, y);
  };

  cancel = (event: PointerEvent): void => {
    this.fingers.delete(event.pointerId);
  };

  private pinch(anchor: Point, from: Point, to: Point): void {
    this.travelled = Math.max(this.travelled, MAX_TAP_TRAVEL_PX + 1);
    const before = middle(anchor, from);
    const after = middle(anchor, to);
    this.target.panBy(after.x - before.x, after.y - before.y);
    this.target.zoomAt(distance(anchor, to) / Math.max(1, distance(anchor, from)), after.x, after.y);
  }

  private point({ clientX, clientY }: PointerEvent): Point {
    const { left, top } = this.element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
