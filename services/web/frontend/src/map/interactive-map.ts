import type { NamedPlace } from "../game/named-place";
import type { Change } from "../game/play";
import { DotCanvas } from "./dot-canvas";
import { type Dot, SortedDots, type DotShape, type ViewTransform } from "./sorted-dots";
import { SelectionOverlay } from "./selection-overlay";
import { PanZoom } from "./pan-zoom";
import { projectMap, type ProjectedMap } from "./projected-map";
import type { MapFile } from "./map-file";
import { createBaseSvg } from "./base-svg";

export interface InteractiveMapOptions {
  radius(population: number): number;
  describe(place: NamedPlace): string[];
  /** What to draw a place as; a disc where nothing is said. */
  mark?(place: NamedPlace): DotShape;
}

const MAX_SINGLE_REDRAWS = 4;

/** The whole map as one imperative object: what it shows changes by its methods, never by a re-render. */
export class InteractiveMap {
  private readonly plane: ProjectedMap;
  private readonly sheet: SVGSVGElement;
  private readonly set = new SortedDots();
  private readonly layer = new DotCanvas();
  private readonly marker = new SelectionOverlay();
  private readonly widget: PanZoom;
  private readonly observer = new ResizeObserver(() => {
    this.resize();
  });
  private view: ViewTransform = { scale: 1, x: 0, y: 0 };
  private frame = 0;

  constructor(
    private readonly host: HTMLElement,
    map: MapFile,
    private readonly settings: InteractiveMapOptions,
  ) {
    this.plane = projectMap(map);
    this.sheet = createBaseSvg(this.plane);
    host.append(this.sheet, this.layer.canvas, this.marker.overlay, this.marker.label, this.marker.voice);
    this.layer.resize(host.clientWidth, host.clientHeight);
    this.widget = new PanZoom(this.sheet, {
      moved: (view) => {
        this.look(view);
      },
      tapped: (x, y) => {
        this.point(x, y);
      },
    });
    this.sheet.addEventListener("mousemove", this.hover);
    this.sheet.addEventListener("mouseleave", this.leave);
    document.addEventListener("theme", this.restyle);
    this.observer.observe(host);
  }

  /** A play restored, or joined from another tab: nothing pulses. */
  fill(places: NamedPlace[]): void {
    this.set.fill(places.flatMap((place) => this.dot(place) ?? []));
    this.draw();
  }

  change({ added, removed }: Change): void {
    const gone = removed.flatMap(({ id }) => this.set.remove(id) ?? []);
    if (gone.some((dot) => dot === this.marker.current)) this.mark(null);
    const dots = added.flatMap((place) => this.dot(place) ?? []);
    if (dots.length > 1) this.set.fill(dots);
    else for (const dot of dots) this.set.add(dot);
    const newest = dots.at(-1);
    if (newest) this.marker.startPulse(newest, this.view);
    this.redraw([...gone, ...dots]);
  }

  /** A handful of dots is redrawn each in its place, more are redrawn together. */
  private redraw(changed: Dot[]): void {
    if (changed.length > MAX_SINGLE_REDRAWS) this.draw();
    else for (const dot of changed) this.layer.drawAround(dot, this.set.dots, this.view);
  }

  /** Rings and names a place, moving the map there if it is out of sight; null shows none. */
  show(id: number | null): void {
    const dot = id === null ? null : (this.set.find(id) ?? null);
    if (dot) this.widget.reveal(dot.x, dot.y);
    this.mark(dot);
  }

  /** The same for somebody who does not see the map. */
  tell(id: number | null): void {
    this.show(id);
    const place = this.marker.current?.place;
    this.marker.voice.textContent = place ? this.settings.describe(place).join(", ") : "";
  }

  get shown(): number | null {
    return this.marker.current?.place.id ?? null;
  }

  get controls(): PanZoom {
    return this.widget;
  }

  destroy(): void {
    this.observer.disconnect();
    document.removeEventListener("theme", this.restyle);
    cancelAnimationFrame(this.frame);
    this.widget.destroy();
    this.host.replaceChildren();
  }

  private dot(place: NamedPlace): Dot | null {
    const point = this.plane.point(place.lon, place.lat);
    if (!point) return null;
    const [x, y] = point;
    return { place, x, y, radius: this.settings.radius(place.population), mark: this.settings.mark?.(place) ?? "disc" };
  }

  private look(view: ViewTransform): void {
    this.view = view;
    // In the same frame as the land, or the dots would swim after it.
    cancelAnimationFrame(this.frame);
    this.paint();
  }

  private draw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(this.paint);
  }

  private readonly paint = (): void => {
    this.layer.draw(this.set.dots, this.view);
    this.marker.position(this.view);
  };

  private resize(): void {
    this.layer.resize(this.host.clientWidth, this.host.clientHeight);
    this.widget.resize();
    this.draw();
  }

  private readonly restyle = (): void => {
    this.layer.restyle();
    this.draw();
  };

  private mark(dot: Dot | null): void {
    if (dot === this.marker.current) return;
    this.marker.show(dot, dot ? this.settings.describe(dot.place) : [], this.view);
  }

  private point(x: number, y: number): void {
    this.mark(this.set.nearest(this.view, x, y));
  }

  private readonly hover = (event: MouseEvent): void => {
    if (event.buttons !== 0) return;
    const { left, top } = this.sheet.getBoundingClientRect();
    this.point(event.clientX - left, event.clientY - top);
  };

  private readonly leave = (): void => {
    this.mark(null);
  };
}
