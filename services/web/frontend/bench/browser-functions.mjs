/* global document, localStorage, Response, MutationObserver, requestAnimationFrame, MessageChannel, Event, URL, setTimeout */
// Functions that Playwright runs inside the page. Each is sent there as source text, so none may call another.

/** Sets window.restored to a promise of the time (ms since navigation) at which all dots are painted. */
export function measureRestore(places) {
  window.restored = new Promise((resolve) => {
    const check = () => {
      if (Number(document.querySelector("canvas.map-dots")?.dataset.dots ?? 0) < places) return;
      observer.disconnect();
      // The dots are drawn in an animation frame; a message posted in that frame arrives after its paint.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(null);
    };
    const observer = new MutationObserver(check);
    observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-dots"] });
  });
}

/** Replaces the server: answers every match request with one new place in Kansas. */
export function fakeMatchApi() {
  const { fetch } = window;
  let id = 9_000_000_000;
  window.fetch = (url, ...rest) => {
    const name = new URL(String(url), window.location.href).searchParams.get("name");
    if (name === null) return fetch(url, ...rest);
    id += 1;
    const place = { id, name, region: "Kansas", country: "US", lat: 38 + (id % 20) / 20, lon: -99 + (id % 30) / 30, population: 5_000 };
    return Promise.resolve(new Response(JSON.stringify({ name, places: [place], reason: null })));
  };
}

/** Stores a play with this many places in the contiguous US; their populations are distributed as those of cities. */
export function storePlay(places) {
  const states = ["Kansas", "Ohio", "Texas", "Iowa", "Maine", "Utah", "Idaho", "Oregon"];
  let random = 42;
  const next = () => (random = (random * 16_807) % 2_147_483_647) / 2_147_483_647;
  for (let i = 0; i < places; i += 1) {
    const population = Math.round(8_000_000 / (i + 1)) + 500;
    const place = [1.7e12 + i * 1_000, `Place ${i}`, states[i % states.length], "US", 30 + next() * 17, -120 + next() * 43, population];
    localStorage.setItem(`toponaut:1:us:${8_000_000_000 + i}`, JSON.stringify(place));
  }
}

/** Makes one guess; resolves to the milliseconds from Enter until its dot is painted. */
export function measureGuess(guess) {
  const input = document.querySelector("#guess");
  const canvas = document.querySelector("canvas.map-dots");
  input.value = guess;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  return new Promise((resolve) => {
    const start = performance.now();
    const observer = new MutationObserver(() => {
      observer.disconnect();
      const channel = new MessageChannel();
      // The dot is drawn at once, the rest of the page in the next frame: measured until that frame is painted. The
      // pause of 60 ms separates the guesses.
      channel.port1.onmessage = () => setTimeout(resolve, 60, performance.now() - start);
      requestAnimationFrame(() => channel.port2.postMessage(null));
    });
    observer.observe(canvas, { attributes: true, attributeFilter: ["data-dots"] });
    input.form.requestSubmit();
  });
}
