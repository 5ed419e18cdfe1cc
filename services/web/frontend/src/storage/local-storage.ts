import type { Shelf } from "./namespaced-store";

/** The browser's storage, or null where it is switched off: merely touching it throws there. */
export function browserShelf(): Shelf | null {
  try {
    const storage = window.localStorage;
    return {
      getItem: (key) => storage.getItem(key),
      setItem: (key, value) => {
        storage.setItem(key, value);
      },
      removeItem: (key) => {
        storage.removeItem(key);
      },
      keys: () => Object.keys(storage),
    };
  } catch {
    return null;
  }
}

/** Calls back with the key (null: all were cleared) and new value whenever another tab writes. */
export function onOtherTab(callback: (key: string | null, value: string | null) => void): void {
  window.addEventListener("storage", (event) => {
    if (event.storageArea === window.localStorage) callback(event.key, event.newValue);
  });
}
