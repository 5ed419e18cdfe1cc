import type { StorageBackend } from "./namespaced-store";

/** The browser's localStorage, or null if it is switched off: then even reading the property throws. */
export function localStorageBackend(): StorageBackend | null {
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

/** Calls back with the key and its new value whenever another tab writes. Key null: all keys were cleared. */
export function onOtherTabWrite(callback: (key: string | null, value: string | null) => void): void {
  window.addEventListener("storage", (event) => {
    if (event.storageArea === window.localStorage) callback(event.key, event.newValue);
  });
}
