type Action = () => Promise<void>;

/**
 * Returns a function that runs actions one after the other, in all tabs together, with a Web Lock. Browsers offer Web
 * Locks only on secure pages. On others only each tab's own actions wait for each other, and the server refuses the second
 * of two simultaneous changes.
 */
export function tabLock(name: string): (action: Action) => Promise<void> {
  const locks = (navigator as Partial<Navigator>).locks;
  if (locks) return async (action) => { await locks.request(name, action); };
  let last = Promise.resolve();
  return (action) => (last = last.then(action, action));
}
