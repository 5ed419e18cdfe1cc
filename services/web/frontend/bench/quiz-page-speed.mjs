// Measures how fast the quiz page is with 5,000 named places, in a real Chromium:
//   npm run bench -- http://localhost:8000 [places]
// CHROMIUM is the path of the browser; by default /usr/bin/chromium. Guesses are answered inside the page, so that
// neither server nor network is part of the figures.
import { chromium } from "playwright-core";
import { fakeMatchApi, measureGuess, measureRestore, storePlay } from "./browser-functions.mjs";

const [base = "http://localhost:8000", count = "5000"] = process.argv.slice(2);
const PLACES = Number(count);
const RESTORES = 7;
const GUESSES = 40;
const MAX_MEDIAN_RESTORE_MS = 1_000;
const MAX_MEDIAN_GUESS_MS = 50;

const quantile = (values, q) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))];
const ms = (value) => `${value.toFixed(1)} ms`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.addInitScript(measureRestore, PLACES);
await page.addInitScript(fakeMatchApi);
await page.goto(`${base}/quizzes/us`);
await page.evaluate(storePlay, PLACES);

const restores = [];
for (let i = 0; i < RESTORES; i += 1) {
  await page.reload();
  restores.push(await page.evaluate(() => window.restored));
}
const guesses = [];
for (let i = 0; i < GUESSES; i += 1) guesses.push(await page.evaluate(measureGuess, `Bench ${i}`));
await browser.close();

console.log(`Chromium ${browser.version()}, ${PLACES} places, 1440 x 900`);
console.log(`restore, from navigation to dots drawn: median ${ms(quantile(restores, 0.5))}, worst ${ms(Math.max(...restores))} (limit ${MAX_MEDIAN_RESTORE_MS} ms)`);
console.log(`guess, from Enter to dot painted: median ${ms(quantile(guesses, 0.5))}, p95 ${ms(quantile(guesses, 0.95))} (limit ${MAX_MEDIAN_GUESS_MS} ms)`);
process.exit(quantile(restores, 0.5) > MAX_MEDIAN_RESTORE_MS || quantile(guesses, 0.5) > MAX_MEDIAN_GUESS_MS ? 1 : 0);
