// svg-pan-zoom's adapter: the only module that knows the library.
import svgPanZoom from "svg-pan-zoom";
import type { ViewTransform } from "./sorted-dots";
import { listenForTouch, type TouchTarget } from "./touch-gestures";

/** Deep enough to tell the suburbs of one city apart on a map of the world. */
const MAX_ZOOM = 200;
const WHEEL_STEP = 0.25;
const BUTTON_STEP = 1.6;

export interface PanZoomCallbacks {
  moved(view: ViewTransform): void;
  tapped(x: number, y: number): void;
}

export class PanZoom {
  private readonly widget: SvgPanZoom.Instance;
  private stopTouch: () => void = () => undefined;

  constructor(svg: SVGSVGElement, hooks: PanZoomCallbacks) {
    // The library writes a style attribute, which the page's Content-Security-Policy blocks, unless it finds this.
    svg.style.overflow = "hidden";
    this.widget = svgPanZoom(svg, {
      viewportSelector: ".map-viewport",
      minZoom: 0.9,
      maxZoom: MAX_ZOOM,
      zoomScaleSensitivity: WHEEL_STEP,
      dblClickZoomEnabled: true,
      beforePan: (_, to) => this.keepInSight(to),
      onUpdatedCTM: ({ a, e, f }) => {
        hooks.moved({ scale: a, x: e, y: f });
      },
      customEventsHandler: {
        haltEventListeners: ["touchstart", "touchend", "touchmove", "touchleave", "touchcancel"],
        init: ({ svgElement, instance }) => {
          this.stopTouch = listenForTouch(svgElement, touchTarget(instance, hooks));
        },
        destroy: () => {
          this.stopTouch();
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

  /** The frame has changed its size: a keyboard has come up, or a window was dragged. Keeps what was looked at. */
  resize(): void {
    const before = this.middle();
    const zoom = this.widget.getZoom();
    this.widget.resize();
    this.widget.reset();
    if (zoom <= 1.01) return;
    this.widget.zoom(zoom);
    this.lookAt(before);
  }

  /** Brings a point of the plane to the middle of the frame if it is outside of it. */
  reveal(x: number, y: number): void {
    const { width, height, realZoom } = this.widget.getSizes();
    const pan = this.widget.getPan();
    const left = x * realZoom + pan.x;
    const top = y * realZoom + pan.y;
    if (left < 0 || top < 0 || left > width || top > height) this.lookAt([x, y]);
  }

  destroy(): void {
    this.widget.destroy();
  }

  private middle(): [number, number] {
    const { width, height, realZoom } = this.widget.getSizes();
    const pan = this.widget.getPan();
    return [(width / 2 - pan.x) / realZoom, (height / 2 - pan.y) / realZoom];
  }

  private lookAt([x, y]: [number, number]): void {
    const { width, height, realZoom } = this.widget.getSizes();
    this.widget.pan({ x: width / 2 - x * realZoom, y: height / 2 - y * realZoom });
  }

  /** The middle of the frame never leaves the sheet, so that the map cannot be lost. */
  private keepInSight({ x, y }: SvgPanZoom.Point): SvgPanZoom.Point {
    const { width, height, realZoom, viewBox } = this.widget.getSizes() as Sizes;
    return {
      x: clamp(x, width / 2 - (viewBox.x + viewBox.width) * realZoom, width / 2 - viewBox.x * realZoom),
      y: clamp(y, height / 2 - (viewBox.y + viewBox.height) * realZoom, height / 2 - viewBox.y * realZoom),
    };
  }
}

/** The library's types leave out where the view box begins. */
type Sizes = ReturnType<SvgPanZoom.Instance["getSizes"]> & { viewBox: { x: number; y: number } };

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function touchTarget(widget: SvgPanZoom.Instance, hooks: PanZoomCallbacks): TouchTarget {
  return {
    panBy: (x, y) => widget.panBy({ x, y }),
    zoomAt: (factor, x, y) => widget.zoomAtPointBy(factor, { x, y }),
    tap: (x, y) => {
      hooks.tapped(x, y);
    },
  };
}
