import type { Named } from "../game/place";
import type { Change } from "../game/play";
import { DotLayer } from "./dotlayer";
import { type Dot, DotSet, type Mark, type View } from "./dotset";
import { Marker } from "./marker";
import { PanZoom } from "./panzoom";
import { makePlane, type Plane } from "./plane";
import type { QuizMap } from "./quizmap";
import { drawSheet } from "./sheet";

export interface AtlasSettings {
  radius(population: number): number;
  describe(place: Named): string[];
  /** What to draw a place as; a disc where nothing is said. */
  mark?(place: Named): Mark;
}

const FEW = 4;

/** The whole map as one imperative object: what it shows changes by its methods, never by a re-render. */
export class Atlas {
  private readonly plane: Plane;
  private readonly sheet: SVGSVGElement;
  private readonly set = new DotSet();
  private readonly layer = new DotLayer();
  private readonly marker = new Marker();
  private readonly widget: PanZoom;
  private readonly observer = new ResizeObserver(() => {
    this.resize();
  });
  private view: View = { scale: 1, x: 0, y: 0 };
  private frame = 0;

  constructor(
    private readonly host: HTMLElement,
    map: QuizMap,
    private readonly settings: AtlasSettings,
  ) {
    this.plane = makePlane(map);
    this.sheet = drawSheet(this.plane);
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
  fill(places: Named[]): void {
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
    if (newest) this.marker.beat(newest, this.view);
    this.redraw([...gone, ...dots]);
  }

  /** A handful of dots is redrawn each in its place, more are redrawn together. */
  private redraw(changed: Dot[]): void {
    if (changed.length > FEW) this.draw();
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

  private dot(place: Named): Dot | null {
    const point = this.plane.point(place.lon, place.lat);
    if (!point) return null;
    const [x, y] = point;
    return { place, x, y, radius: this.settings.radius(place.population), mark: this.settings.mark?.(place) ?? "disc" };
  }

  private look(view: View): void {
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
    this.marker.place(this.view);
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
