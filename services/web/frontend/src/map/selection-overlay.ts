import type { Dot, ViewTransform } from "./sorted-dots";
import { createSvgElement } from "./svg-element";

const PULSE_MS = 1_100;
const PULSE_KEYFRAMES = [
  { opacity: 1, strokeWidth: 3, transform: "scale(1)" },
  { opacity: 0, strokeWidth: 0.5, transform: "scale(6)" },
];
/** Distance from the dot's edge to its ring. */
const RING_GAP_PX = 2.5;
/** Distance from the dot's edge to its label. */
const LABEL_GAP_PX = 8;
/** Distance from the label to the map's edge. */
const LABEL_MARGIN_PX = 4;
/** Nearer to the map's upper edge the label hangs below its dot. */
const MIN_SPACE_ABOVE_PX = 72;

/** What is drawn above the dots: ring and label of the selected dot, and the pulse of the newest. */
export class SelectionOverlay {
  readonly overlay = createSvgElement("svg", { class: "map-overlay", "aria-hidden": "true" });
  readonly label = document.createElement("div");
  /** A screen reader says its text: the place that was selected by keyboard. */
  readonly announcement = document.createElement("p");
  private readonly ring = createSvgElement("circle", { class: "map-ring" });
  private readonly pulse = createSvgElement("circle", { class: "map-pulse" });
  private selected: Dot | null = null;
  private newest: Dot | null = null;

  constructor() {
    this.overlay.append(this.pulse, this.ring);
    this.label.className = "map-label";
    this.label.hidden = true;
    this.announcement.className = "visually-hidden";
    this.announcement.setAttribute("role", "status");
  }

  show(dot: Dot | null, lines: string[], view: ViewTransform): void {
    this.selected = dot;
    this.label.replaceChildren(...lines.map(labelLine));
    this.position(view);
  }

  get current(): Dot | null {
    return this.selected;
  }

  startPulse(dot: Dot, view: ViewTransform): void {
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.newest = dot;
    this.position(view);
    for (const animation of this.pulse.getAnimations()) animation.cancel();
    this.pulse.animate(PULSE_KEYFRAMES, { duration: PULSE_MS, easing: "cubic-bezier(0.2, 0.6, 0.3, 1)" });
  }

  /** Moves rings, labels and pulses to where their dots are in this view. */
  position(view: ViewTransform): void {
    if (this.newest) positionCircle(this.pulse, this.newest, view, 0);
    this.ring.classList.toggle("shown", this.selected !== null);
    this.label.hidden = this.selected === null;
    if (!this.selected) return;
    const { x, y } = positionCircle(this.ring, this.selected, view, RING_GAP_PX);
    this.label.classList.toggle("below", y < MIN_SPACE_ABOVE_PX);
    const width = this.overlay.clientWidth;
    const margin = this.label.offsetWidth / 2 + LABEL_MARGIN_PX;
    const left = width > 0 ? Math.min(Math.max(x, margin), width - margin) : x;
    this.label.style.transform = `translate(${Math.round(left)}px, ${Math.round(y)}px)`;
    this.label.style.setProperty("--gap", `${this.selected.radius + LABEL_GAP_PX}px`);
  }
}

function positionCircle(element: SVGCircleElement, dot: Dot, view: ViewTransform, gap: number): { x: number; y: number } {
  const x = dot.x * view.scale + view.x;
  const y = dot.y * view.scale + view.y;
  element.setAttribute("cx", x.toFixed(1));
  element.setAttribute("cy", y.toFixed(1));
  element.setAttribute("r", String(dot.radius + gap));
  return { x, y };
}

function labelLine(text: string, index: number): HTMLElement {
  const element = document.createElement(index === 0 ? "strong" : "span");
  element.textContent = text;
  return element;
}
