// Adapter of svg-pan-zoom: no other module uses the library.
import svgPanZoom from "svg-pan-zoom";
import type { ViewTransform } from "./sorted-dots";
import { listenForTouch, type GestureTarget } from "./touch-gestures";

/** Enough to tell the suburbs of one city apart on a map of the world. */
const MAX_ZOOM = 200;
const WHEEL_STEP = 0.25;
const BUTTON_STEP = 1.6;

export interface PanZoomCallbacks {
  moved(view: ViewTransform): void;
  tapped(x: number, y: number): void;
}

export class PanZoom {
  private readonly widget: SvgPanZoom.Instance;
  private stopListening: () => void = () => undefined;

  constructor(svg: SVGSVGElement, callbacks: PanZoomCallbacks) {
    // The library writes a style attribute, which the page's Content-Security-Policy blocks, unless it finds this.
    svg.style.overflow = "hidden";
    this.widget = svgPanZoom(svg, {
      viewportSelector: ".map-viewport",
      minZoom: 0.9,
      maxZoom: MAX_ZOOM,
      zoomScaleSensitivity: WHEEL_STEP,
      dblClickZoomEnabled: true,
      beforePan: (_, to) => this.keepInFrame(to),
      onUpdatedCTM: ({ a, e, f }) => {
        callbacks.moved({ scale: a, x: e, y: f });
      },
      customEventsHandler: {
        haltEventListeners: ["touchstart", "touchend", "touchmove", "touchleave", "touchcancel"],
        init: ({ svgElement, instance }) => {
          this.stopListening = listenForTouch(svgElement, gestureTarget(instance, callbacks));
        },
        destroy: () => {
          this.stopListening();
        },
      },
    });
  }

  zoomIn(): void {
    this.widget.zoomBy(BUTTON_STEP);
  }

  zoomOut(): void {
    this.widget.zoomBy(1 / BUTTON_STEP);
  }

  panBy(x: number, y: number): void {
    this.widget.panBy({ x, y });
  }

  reset(): void {
    this.widget.resetZoom();
    this.widget.center();
  }

  /** Call it when the frame changes its size: a window was resized, a keyboard opened. The middle of the view stays. */
  resize(): void {
    const middle = this.middle();
    const zoom = this.widget.getZoom();
    this.widget.resize();
    this.widget.reset();
    if (zoom <= 1.01) return;
    this.widget.zoom(zoom);
    this.centreOn(middle);
  }

  /** Moves a point of the map to the middle of the frame if it is outside the frame. */
  reveal(x: number, y: number): void {
    const { width, height, realZoom } = this.widget.getSizes();
    const pan = this.widget.getPan();
    const left = x * realZoom + pan.x;
    const top = y * realZoom + pan.y;
    if (left < 0 || top < 0 || left > width || top > height) this.centreOn([x, y]);
  }

  destroy(): void {
    this.widget.destroy();
  }

  private middle(): [number, number] {
    const { width, height, realZoom } = this.widget.getSizes();
    const pan = this.widget.getPan();
    return [(width / 2 - pan.x) / realZoom, (height / 2 - pan.y) / realZoom];
  }

  private centreOn([x, y]: [number, number]): void {
    const { width, height, realZoom } = this.widget.getSizes();
    this.widget.pan({ x: width / 2 - x * realZoom, y: height / 2 - y * realZoom });
  }

  /** Keeps the middle of the frame on the map, so that the map cannot be dragged out of sight. */
  private keepInFrame({ x, y }: SvgPanZoom.Point): SvgPanZoom.Point {
    const { width, height, realZoom, viewBox } = this.widget.getSizes() as SizesWithOrigin;
    return {
      x: clamp(x, width / 2 - (viewBox.x + viewBox.width) * realZoom, width / 2 - viewBox.x * realZoom),
      y: clamp(y, height / 2 - (viewBox.y + viewBox.height) * realZoom, height / 2 - viewBox.y * realZoom),
    };
  }
}

/** The library's types lack the origin of the view box. */
type SizesWithOrigin = ReturnType<SvgPanZoom.Instance["getSizes"]> & { viewBox: { x: number; y: number } };

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function gestureTarget(widget: SvgPanZoom.Instance, callbacks: PanZoomCallbacks): GestureTarget {
  return {
    panBy: (x, y) => widget.panBy({ x, y }),
    zoomAt: (factor, x, y) => widget.zoomAtPointBy(factor, { x, y }),
    tap: (x, y) => {
      callbacks.tapped(x, y);
    },
  };
}
