type Action = () => Promise<void>;

/**
 * Returns a function that runs actions one after the other across all tabs, by a Web Lock. Browsers offer Web Locks on
 * secure pages only; elsewhere the order holds within each tab, and the server refuses the second of two changes.
 */
export function tabLock(name: string): (action: Action) => Promise<void> {
  const locks = (navigator as Partial<Navigator>).locks;
  if (locks) return async (action) => { await locks.request(name, action); };
  let last = Promise.resolve();
  return (action) => (last = last.then(action, action));
}
