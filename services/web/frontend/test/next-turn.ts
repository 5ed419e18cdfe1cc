/** Resolves in the next turn of the event loop: promises that were ready have run by then. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
