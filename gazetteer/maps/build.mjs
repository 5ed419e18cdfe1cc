/**
 * Builds the map of every quiz, and the sprite of outlines for the catalogue.
 * The same inputs give the same bytes. README.md beside this file describes the sources and the rules.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Presets, SingleBar } from 'cli-progress';
import { readArguments } from './arguments.mjs';
import { problems, tableRows } from './build-report.mjs';
import { sprite } from './outline-svg.mjs';
import { drawQuizMap } from './quiz-map.mjs';
import { buildWorldPolygons } from './region-polygons.mjs';
import { belongsTo } from './select-land.mjs';
import { readDivisions, readProjectedUsStates, readUsStates } from './sources.mjs';
import { drawUsMap } from './us-map.mjs';

/** @typedef {import('./types.d.ts').Areas} Areas */
/** @typedef {import('./types.d.ts').FinishedMap} FinishedMap */
/** @typedef {import('./types.d.ts').Point} Point */
/** @typedef {import('./types.d.ts').QuizArea} QuizArea */
/** @typedef {import('./types.d.ts').QuizMap} QuizMap */

/** @param {QuizArea} quiz @param {Areas} areas */
function pointsOf(quiz, { places }) {
  const inQuiz = places.filter(({ country, region }) => belongsTo(quiz, { country, code: region }));
  return inQuiz.map((place) => place.point);
}

/** Prepares the data that all maps share. @param {Areas} areas @returns {(quiz: QuizArea, points: Point[]) => QuizMap} */
function mapDrawer({ places }) {
  console.log('maps: joining the divisions of the world …');
  const world = buildWorldPolygons(readDivisions(), readUsStates(), places);
  const projectedUsStates = readProjectedUsStates();
  return (quiz, points) => {
    const isUnitedStates = quiz.kind === 'country' && quiz.countries[0] === 'US';
    return isUnitedStates ? drawUsMap(projectedUsStates, points) : drawQuizMap(quiz, world, points);
  };
}

/** @param {QuizArea[]} quizzes @param {Areas} areas @param {string} out @returns {FinishedMap[]} */
function writeMaps(quizzes, areas, out) {
  const draw = mapDrawer(areas);
  const bar = new SingleBar({ format: 'maps {bar} {value}/{total} {slug}' }, Presets.shades_classic);
  bar.start(quizzes.length, 0, { slug: '' });
  const maps = quizzes.map((quiz) => {
    bar.update({ slug: quiz.slug });
    const points = pointsOf(quiz, areas);
    const { topology, ...map } = draw(quiz, points);
    const json = JSON.stringify(topology);
    writeFileSync(join(out, `${quiz.slug}.json`), json);
    bar.increment();
    const sizes = { rawBytes: json.length, gzippedBytes: gzipSync(json).length };
    return { ...map, ...sizes, slug: quiz.slug, kind: quiz.kind, places: points.length };
  });
  bar.stop();
  return maps;
}

/** Removes the maps of quizzes that no longer exist. @param {string} out @param {FinishedMap[]} maps */
function removeStaleMaps(out, maps) {
  const written = new Set(maps.map(({ slug }) => `${slug}.json`));
  const stale = readdirSync(out).filter((name) => name.endsWith('.json') && !written.has(name));
  for (const name of stale) rmSync(join(out, name));
}

const { areas, out, only } = readArguments();
mkdirSync(out, { recursive: true });
const quizzes = areas.quizzes.filter(({ slug }) => !only.length || only.includes(slug));
const maps = writeMaps(quizzes, areas, out);
if (!only.length) {
  writeFileSync(join(out, 'outlines.svg'), sprite(maps));
  removeStaleMaps(out, maps);
}
console.table(tableRows(maps));
for (const line of problems(maps)) console.log(line);
