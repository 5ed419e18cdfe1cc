/* global document, localStorage, Response, MutationObserver, requestAnimationFrame, MessageChannel, Event, URL, setTimeout */
// Functions that run inside the page; each is sent there as its source, so none may use another.

/** Sets window.restored to a promise of when (ms since navigation) all dots had been painted. */
export function noteRestored(places) {
  window.restored = new Promise((resolve) => {
    const look = () => {
      if (Number(document.querySelector("canvas.map-dots")?.dataset.dots ?? 0) < places) return;
      observer.disconnect();
      // The dots are drawn in an animation frame: a message posted there arrives after its paint.
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(null);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-dots"] });
  });
}

/** Answers every match with one new place somewhere in Kansas. */
export function answerInPage() {
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

/** Stores a play of so many places, spread over the contiguous US, with sizes as cities have them. */
export function seed(places) {
  const states = ["Kansas", "Ohio", "Texas", "Iowa", "Maine", "Utah", "Idaho", "Oregon"];
  let random = 42;
  const next = () => (random = (random * 16_807) % 2_147_483_647) / 2_147_483_647;
  for (let i = 0; i < places; i += 1) {
    const population = Math.round(8_000_000 / (i + 1)) + 500;
    const place = [1.7e12 + i * 1_000, `Place ${i}`, states[i % states.length], "US", 30 + next() * 17, -120 + next() * 43, population];
    localStorage.setItem(`toponaut:1:us:${8_000_000_000 + i}`, JSON.stringify(place));
  }
}

/** Plays one guess; resolves to the milliseconds from Enter to the frame with its dot. */
export function play(guess) {
  const input = document.querySelector("#guess");
  const canvas = document.querySelector("canvas.map-dots");
  input.value = guess;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  return new Promise((resolve) => {
    const begun = performance.now();
    const observer = new MutationObserver(() => {
      observer.disconnect();
      const channel = new MessageChannel();
      // The dot is drawn at once, the rest of the page in the next frame: to the end of that one's paint. The
      // pause is a breath before the next guess.
      channel.port1.onmessage = () => setTimeout(resolve, 60, performance.now() - begun);
      requestAnimationFrame(() => channel.port2.postMessage(null));
    });
    observer.observe(canvas, { attributes: true, attributeFilter: ["data-dots"] });
    input.form.requestSubmit();
  });
}
