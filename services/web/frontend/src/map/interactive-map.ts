import type { NamedPlace } from "../game/named-place";
import type { Change } from "../game/play";
import { createBaseSvg } from "./base-svg";
import { DotCanvas } from "./dot-canvas";
import type { MapFile } from "./map-file";
import { PanZoom } from "./pan-zoom";
import { projectMap, type ProjectedMap } from "./projected-map";
import { SelectionOverlay } from "./selection-overlay";
import { type Dot, type DotShape, SortedDots, type ViewTransform } from "./sorted-dots";

export interface InteractiveMapOptions {
  radius(population: number): number;
  /** The lines of a place's label. */
  describe(place: NamedPlace): string[];
  /** A disc by default. */
  shape?(place: NamedPlace): DotShape;
}

/** Up to this many changed dots are redrawn one by one; more are redrawn with the whole canvas. */
const MAX_SINGLE_REDRAWS = 4;

/** The whole map. Its methods change what it shows; Mithril never redraws it. */
export class InteractiveMap {
  readonly panZoom: PanZoom;
  private readonly projected: ProjectedMap;
  private readonly base: SVGSVGElement;
  private readonly dots = new SortedDots();
  private readonly canvas = new DotCanvas();
  private readonly selection = new SelectionOverlay();
  private readonly observer = new ResizeObserver(() => {
    this.resize();
  });
  private view: ViewTransform = { scale: 1, x: 0, y: 0 };
  private frame = 0;

  constructor(
    private readonly host: HTMLElement,
    map: MapFile,
    private readonly options: InteractiveMapOptions,
  ) {
    this.projected = projectMap(map);
    this.base = createBaseSvg(this.projected);
    const { overlay, label, announcement } = this.selection;
    host.append(this.base, this.canvas.element, overlay, label, announcement);
    this.canvas.resize(host.clientWidth, host.clientHeight);
    this.panZoom = new PanZoom(this.base, {
      moved: (view) => {
        this.setView(view);
      },
      tapped: (x, y) => {
        this.selectNearest(x, y);
      },
    });
    this.base.addEventListener("mousemove", this.onMouseMove);
    this.base.addEventListener("mouseleave", this.onMouseLeave);
    document.addEventListener("theme", this.onThemeChange);
    this.observer.observe(host);
  }

  /** Adds places of a restored play, or from another tab. They do not pulse. */
  addPlaces(places: NamedPlace[]): void {
    this.dots.addAll(places.flatMap((place) => this.dotFor(place) ?? []));
    this.requestDraw();
  }

  /** Follows a change of the play; the newest place pulses. */
  applyChange({ added, removed }: Change): void {
    const gone = removed.flatMap(({ id }) => this.dots.remove(id) ?? []);
    if (gone.some((dot) => dot === this.selection.current)) this.select(null);
    const dots = added.flatMap((place) => this.dotFor(place) ?? []);
    if (dots.length > 1) this.dots.addAll(dots);
    else for (const dot of dots) this.dots.add(dot);
    const newest = dots.at(-1);
    if (newest) this.selection.startPulse(newest, this.view);
    this.redraw([...gone, ...dots]);
  }

  private redraw(changed: Dot[]): void {
    if (changed.length > MAX_SINGLE_REDRAWS) this.requestDraw();
    else for (const dot of changed) this.canvas.drawAround(dot, this.dots.all, this.view);
  }

  /** Rings and labels a place, and moves the map there if it is out of sight. Null removes the ring. */
  selectPlace(id: number | null): void {
    const dot = id === null ? null : (this.dots.find(id) ?? null);
    if (dot) this.panZoom.reveal(dot.x, dot.y);
    this.select(dot);
  }

  /** The same, and a screen reader says the label. */
  selectAndAnnounce(id: number | null): void {
    this.selectPlace(id);
    const place = this.selection.current?.place;
    this.selection.announcement.textContent = place ? this.options.describe(place).join(", ") : "";
  }

  get selectedId(): number | null {
    return this.selection.current?.place.id ?? null;
  }

  destroy(): void {
    this.observer.disconnect();
    document.removeEventListener("theme", this.onThemeChange);
    cancelAnimationFrame(this.frame);
    this.panZoom.destroy();
    this.host.replaceChildren();
  }

  /** Null if the map's projection cannot show the place. */
  private dotFor(place: NamedPlace): Dot | null {
    const point = this.projected.point(place.lon, place.lat);
    if (!point) return null;
    const [x, y] = point;
    return { place, x, y, radius: this.options.radius(place.population), shape: this.options.shape?.(place) ?? "disc" };
  }

  private setView(view: ViewTransform): void {
    this.view = view;
    // Drawn in the same frame as the land: otherwise the dots would lag behind it.
    cancelAnimationFrame(this.frame);
    this.draw();
  }

  private requestDraw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(this.draw);
  }

  private readonly draw = (): void => {
    this.canvas.draw(this.dots.all, this.view);
    this.selection.position(this.view);
  };

  private resize(): void {
    this.canvas.resize(this.host.clientWidth, this.host.clientHeight);
    this.panZoom.resize();
    this.requestDraw();
  }

  private readonly onThemeChange = (): void => {
    this.canvas.updateColours();
    this.requestDraw();
  };

  private select(dot: Dot | null): void {
    if (dot === this.selection.current) return;
    this.selection.show(dot, dot ? this.options.describe(dot.place) : [], this.view);
  }

  private selectNearest(x: number, y: number): void {
    this.select(this.dots.nearest(this.view, x, y));
  }

  private readonly onMouseMove = (event: MouseEvent): void => {
    if (event.buttons !== 0) return;
    const { left, top } = this.base.getBoundingClientRect();
    this.selectNearest(event.clientX - left, event.clientY - top);
  };

  private readonly onMouseLeave = (): void => {
    this.select(null);
  };
}
