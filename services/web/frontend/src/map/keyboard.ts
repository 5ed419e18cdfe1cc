import type { NamedPlace } from "../game/named-place";
import type { InteractiveMap } from "./interactive-map";

/** How far one press of an arrow moves the map. */
const PAN_PX = 80;

type Action = (atlas: InteractiveMap, places: readonly NamedPlace[]) => void;

const KEY_ACTIONS: Record<string, Action> = {
  ArrowLeft: ({ controls }) => { controls.panBy(PAN_PX, 0); },
  ArrowRight: ({ controls }) => { controls.panBy(-PAN_PX, 0); },
  ArrowUp: ({ controls }) => { controls.panBy(0, PAN_PX); },
  ArrowDown: ({ controls }) => { controls.panBy(0, -PAN_PX); },
  "+": ({ controls }) => { controls.zoomIn(); },
  "=": ({ controls }) => { controls.zoomIn(); },
  "-": ({ controls }) => { controls.zoomOut(); },
  "0": ({ controls }) => { controls.reset(); },
  Home: ({ controls }) => { controls.reset(); },
  n: (atlas, places) => { stepThroughPlaces(atlas, places, 1); },
  p: (atlas, places) => { stepThroughPlaces(atlas, places, -1); },
  Escape: (atlas) => { atlas.tell(null); },
};

/** The map by keyboard. Places are stepped through in the order of the list beside it. */
export function handleMapKey(event: KeyboardEvent, atlas: InteractiveMap, places: readonly NamedPlace[]): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const action = KEY_ACTIONS[event.key];
  if (!action) return;
  event.preventDefault();
  action(atlas, places);
}

function stepThroughPlaces(atlas: InteractiveMap, places: readonly NamedPlace[], by: 1 | -1): void {
  if (places.length === 0) return;
  const at = places.findIndex(({ id }) => id === atlas.shown);
  const next = at < 0 ? (by > 0 ? 0 : places.length - 1) : (at + by + places.length) % places.length;
  atlas.tell(places[next]?.id ?? null);
}
