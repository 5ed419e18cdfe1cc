/**
 * Builds the map of every quiz, and the sprite of outlines for the catalogue.
 * The same inputs give the same bytes. README.md beside this file has the sources and the rules.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Presets, SingleBar } from 'cli-progress';
import { readArguments } from './arguments.mjs';
import { buildAtlas } from './atlas.mjs';
import { belongs } from './crop.mjs';
import { sprite } from './outline.mjs';
import { drawQuiz } from './quiz.mjs';
import { remarks, rows } from './report.mjs';
import { readAlbersStates, readDivisions, readStates } from './sources.mjs';
import { drawUnion } from './union.mjs';

/** @typedef {import('./types.d.ts').Areas} Areas */
/** @typedef {import('./types.d.ts').Built} Built */
/** @typedef {import('./types.d.ts').Drawing} Drawing */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').QuizArea} QuizArea */

/** @param {QuizArea} quiz @param {Areas} areas */
function pointsOf(quiz, { places }) {
  const own = places.filter(({ country, region }) => belongs(quiz, { country, code: region }));
  return own.map((place) => place.point);
}

/** @param {Areas} areas @returns {(quiz: QuizArea, points: Point[]) => Drawing} */
function drawer({ places }) {
  console.log('maps: joining the divisions of the world …');
  const atlas = buildAtlas(readDivisions(), readStates(), places);
  const union = readAlbersStates();
  return (quiz, points) => {
    const isUnion = quiz.kind === 'country' && quiz.countries[0] === 'US';
    return isUnion ? drawUnion(union, points) : drawQuiz(quiz, atlas, points);
  };
}

/** @param {QuizArea[]} quizzes @param {Areas} areas @param {string} out @returns {Built[]} */
function drawAll(quizzes, areas, out) {
  const draw = drawer(areas);
  const bar = new SingleBar({ format: 'maps {bar} {value}/{total} {slug}' }, Presets.shades_classic);
  bar.start(quizzes.length, 0, { slug: '' });
  const built = quizzes.map((quiz) => {
    bar.update({ slug: quiz.slug });
    const points = pointsOf(quiz, areas);
    const { topology, ...drawing } = draw(quiz, points);
    const json = JSON.stringify(topology);
    writeFileSync(join(out, `${quiz.slug}.json`), json);
    bar.increment();
    const sizes = { raw: json.length, gzipped: gzipSync(json).length };
    return { ...drawing, ...sizes, slug: quiz.slug, kind: quiz.kind, places: points.length };
  });
  bar.stop();
  return built;
}

/** @param {string} out @param {Built[]} built */
function removeOthers(out, built) {
  const wanted = new Set(built.map(({ slug }) => `${slug}.json`));
  const stale = readdirSync(out).filter((name) => name.endsWith('.json') && !wanted.has(name));
  for (const name of stale) rmSync(join(out, name));
}

const { areas, out, only } = readArguments();
mkdirSync(out, { recursive: true });
const quizzes = areas.quizzes.filter(({ slug }) => !only.length || only.includes(slug));
const built = drawAll(quizzes, areas, out);
if (!only.length) {
  writeFileSync(join(out, 'outlines.svg'), sprite(built));
  removeOthers(out, built);
}
console.table(rows(built));
for (const remark of remarks(built)) console.log(remark);
