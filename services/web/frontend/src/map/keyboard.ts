import type { NamedPlace } from "../game/named-place";
import type { InteractiveMap } from "./interactive-map";

/** How far one press of an arrow key moves the map. */
const PAN_PX = 80;

type KeyAction = (map: InteractiveMap, places: readonly NamedPlace[]) => void;

const KEY_ACTIONS: Record<string, KeyAction> = {
  ArrowLeft: ({ panZoom }) => { panZoom.panBy(PAN_PX, 0); },
  ArrowRight: ({ panZoom }) => { panZoom.panBy(-PAN_PX, 0); },
  ArrowUp: ({ panZoom }) => { panZoom.panBy(0, PAN_PX); },
  ArrowDown: ({ panZoom }) => { panZoom.panBy(0, -PAN_PX); },
  "+": ({ panZoom }) => { panZoom.zoomIn(); },
  "=": ({ panZoom }) => { panZoom.zoomIn(); },
  "-": ({ panZoom }) => { panZoom.zoomOut(); },
  "0": ({ panZoom }) => { panZoom.reset(); },
  Home: ({ panZoom }) => { panZoom.reset(); },
  n: (map, places) => { selectNext(map, places, 1); },
  p: (map, places) => { selectNext(map, places, -1); },
  Escape: (map) => { map.selectAndAnnounce(null); },
};

/** Operates the map by keyboard. N and P step through the places in the order of the list beside the map. */
export function handleMapKey(event: KeyboardEvent, map: InteractiveMap, places: readonly NamedPlace[]): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const action = KEY_ACTIONS[event.key];
  if (!action) return;
  event.preventDefault();
  action(map, places);
}

function selectNext(map: InteractiveMap, places: readonly NamedPlace[], step: 1 | -1): void {
  if (places.length === 0) return;
  const current = places.findIndex(({ id }) => id === map.selectedId);
  const next = current < 0 ? (step > 0 ? 0 : places.length - 1) : (current + step + places.length) % places.length;
  map.selectAndAnnounce(places[next]?.id ?? null);
}
