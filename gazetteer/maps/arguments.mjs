/** What the command line asks for, or a clear refusal with exit code 2. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readAreas } from './sources.mjs';

/** @typedef {import('./types.d.ts').Areas} Areas */

const HELP = `Usage: node maps/build.mjs --areas <file> --out <directory> [--only <slug>]...

Draws one TopoJSON file per quiz and outlines.svg into the directory, and removes maps of quizzes that are gone.

  --areas <file>  quizzes and places, as the gazetteer's build writes them (var/gazetteer/areas.json)
  --out <dir>     where the maps go; created if missing
  --only <slug>   draw only this quiz and leave all other files as they are; may be repeated
  --help          show this text
`;

/** @param {string} message @returns {never} */
function refuse(message) {
  process.stderr.write(`maps: ${message}\n`);
  process.exit(2);
}

function parse() {
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
    return refuse(`${/** @type {Error} */ (error).message}\nTry --help.`);
  }
}

/** @param {string} path @returns {Areas} */
function readOrRefuse(path) {
  if (!existsSync(path)) refuse(`there is no file ${path}. The gazetteer's build writes it: run that first.`);
  try {
    return readAreas(path);
  } catch (error) {
    return refuse(`${path} is not an areas file: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {Areas} areas @param {string[]} only */
function refuseUnknown(areas, only) {
  const slugs = new Set(areas.quizzes.map(({ slug }) => slug));
  const unknown = only.filter((slug) => !slugs.has(slug));
  if (unknown.length) refuse(`no such quiz in the areas file: ${unknown.join(', ')}.`);
}

/** @returns {{ areas: Areas, out: string, only: string[] }} */
export function readArguments() {
  const { areas: path, out, only = [], help } = parse();
  if (help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  if (!path || !out) return refuse('--areas and --out are needed.\nTry --help.');
  const areas = readOrRefuse(path);
  refuseUnknown(areas, only);
  return { areas, out, only };
}
