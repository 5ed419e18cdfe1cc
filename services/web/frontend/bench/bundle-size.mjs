// Prints the compressed size of each bundle and its limit. Exits with 1 if a bundle is too large.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const dist = path.join(import.meta.dirname, "..", "dist");
const KB = 1024;

const gzipped = (name) => gzipSync(readFileSync(path.join(dist, name)), { level: 9 }).length;
const fonts = () => readdirSync(path.join(dist, "fonts")).map((name) => statSync(path.join(dist, "fonts", name)).size);
const sum = (numbers) => numbers.reduce((total, n) => total + n, 0);

/** [label, bytes, limit in KB] */
const rows = [
  ["quiz page: quiz.js + theme.js", gzipped("quiz.js") + gzipped("theme.js"), 70],
  ["saved play: result.js + theme.js", gzipped("result.js") + gzipped("theme.js"), 60],
  ["home page: home.js + theme.js", gzipped("home.js") + gzipped("theme.js"), 10],
  ["dashboard: dashboard.js + theme.js", gzipped("dashboard.js") + gzipped("theme.js"), 40],
  ["app.css", gzipped("app.css"), 10],
  ["fonts (woff2, as they are)", sum(fonts()), 90],
];

for (const [label, bytes, limit] of rows) {
  console.log(`${label.padEnd(36)} ${(bytes / KB).toFixed(1).padStart(6)} KB of ${limit}`);
}
process.exit(rows.some(([, bytes, limit]) => bytes > limit * KB) ? 1 : 0);
