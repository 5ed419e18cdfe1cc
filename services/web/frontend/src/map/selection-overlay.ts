import { createSvgElement } from "./svg-element";
import type { Dot, ViewTransform } from "./sorted-dots";

const PULSE_MS = 1_100;
const PULSE_KEYFRAMES = [
  { opacity: 1, strokeWidth: 3, transform: "scale(1)" },
  { opacity: 0, strokeWidth: 0.5, transform: "scale(6)" },
];

/** What lies over the dots: the ring and label of the one looked at, and the pulse of the newest. */
export class SelectionOverlay {
  readonly overlay = createSvgElement("svg", { class: "map-overlay", "aria-hidden": "true" });
  readonly label = document.createElement("div");
  /** Says to a screen reader what stepping through the places by keyboard shows. */
  readonly voice = document.createElement("p");
  private readonly ring = createSvgElement("circle", { class: "map-ring" });
  private readonly pulse = createSvgElement("circle", { class: "map-pulse" });
  private shown: Dot | null = null;
  private newest: Dot | null = null;

  constructor() {
    this.overlay.append(this.pulse, this.ring);
    this.label.className = "map-label";
    this.label.hidden = true;
    this.voice.className = "unseen";
    this.voice.setAttribute("role", "status");
  }

  show(dot: Dot | null, lines: string[], view: ViewTransform): void {
    this.shown = dot;
    this.label.replaceChildren(...lines.map(line));
    this.position(view);
  }

  get current(): Dot | null {
    return this.shown;
  }

  startPulse(dot: Dot, view: ViewTransform): void {
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.newest = dot;
    this.position(view);
    for (const beat of this.pulse.getAnimations()) beat.cancel();
    this.pulse.animate(PULSE_KEYFRAMES, { duration: PULSE_MS, easing: "cubic-bezier(0.2, 0.6, 0.3, 1)" });
  }

  position(view: ViewTransform): void {
    if (this.newest) circle(this.pulse, this.newest, view, 0);
    this.ring.classList.toggle("shown", this.shown !== null);
    this.label.hidden = this.shown === null;
    if (!this.shown) return;
    const { x, y } = circle(this.ring, this.shown, view, 2.5);
    this.label.classList.toggle("below", y < 72);
    const room = this.overlay.clientWidth;
    const half = this.label.offsetWidth / 2;
    const left = room > 0 ? Math.min(Math.max(x, half + 4), room - half - 4) : x;
    this.label.style.transform = `translate(${Math.round(left)}px, ${Math.round(y)}px)`;
    this.label.style.setProperty("--gap", `${this.shown.radius + 8}px`);
  }
}

function circle(element: SVGCircleElement, dot: Dot, view: ViewTransform, beyond: number): { x: number; y: number } {
  const x = dot.x * view.scale + view.x;
  const y = dot.y * view.scale + view.y;
  element.setAttribute("cx", x.toFixed(1));
  element.setAttribute("cy", y.toFixed(1));
  element.setAttribute("r", String(dot.radius + beyond));
  return { x, y };
}

function line(text: string, index: number): HTMLElement {
  const element = document.createElement(index === 0 ? "strong" : "span");
  element.textContent = text;
  return element;
}
