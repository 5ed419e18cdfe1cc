/** Reads the command line. Wrong arguments end the program with a message and exit code 2. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readAreas } from './sources.mjs';

/** @typedef {import('./types.d.ts').Areas} Areas */

const HELP = `Usage: node gazetteer/maps/build.mjs --areas <file> --out <directory> [--only <slug>]...

Draws one TopoJSON file for each quiz and outlines.svg into the directory, and removes the maps of quizzes that no
longer exist.

  --areas <file>  quizzes and places, as \`python -m gazetteer\` writes them (var/gazetteer/areas.json)
  --out <dir>     directory of the maps; created if missing
  --only <slug>   draw only this quiz and change no other file; may be repeated
  --help          show this text
`;

/** @param {string} message @returns {never} */
function exitWith(message) {
  process.stderr.write(`maps: ${message}\n`);
  process.exit(2);
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        areas: { type: 'string' },
        out: { type: 'string' },
        only: { type: 'string', multiple: true },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return exitWith(`${/** @type {Error} */ (error).message}\nTry --help.`);
  }
}

/** @param {string} path @returns {Areas} */
function readAreasOrExit(path) {
  if (!existsSync(path)) exitWith(`there is no file ${path}. Run \`python -m gazetteer\` first: it writes the file.`);
  try {
    return readAreas(path);
  } catch (error) {
    return exitWith(`${path} is not an areas file: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {Areas} areas @param {string[]} only */
function exitIfUnknown(areas, only) {
  const slugs = new Set(areas.quizzes.map(({ slug }) => slug));
  const unknown = only.filter((slug) => !slugs.has(slug));
  if (unknown.length) exitWith(`no such quiz in the areas file: ${unknown.join(', ')}.`);
}

/** @returns {{ areas: Areas, out: string, only: string[] }} */
export function readArguments() {
  const { areas: path, out, only = [], help } = parseOptions();
  if (help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  if (!path || !out) return exitWith('--areas and --out are needed.\nTry --help.');
  const areas = readAreasOrExit(path);
  exitIfUnknown(areas, only);
  return { areas, out, only };
}
