import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const build = fileURLToPath(new URL('../build.mjs', import.meta.url));
/** @param {...string} args */
const run = (...args) => spawnSync(process.execPath, [build, ...args], { encoding: 'utf8' });

describe('the command line', () => {
  it('explains itself', () => {
    const { status, stdout } = run('--help');
    assert.equal(status, 0);
    assert.match(stdout, /--areas <file>/);
  });

  it('refuses to guess its arguments', () => {
    const { status, stderr } = run();
    assert.equal(status, 2);
    assert.match(stderr, /--areas and --out are needed/);
  });

  it('names a missing input', () => {
    const { status, stderr } = run('--areas', 'nowhere.json', '--out', tmpdir());
    assert.equal(status, 2);
    assert.match(stderr, /there is no file nowhere\.json/);
  });

  it('names an input of another kind, and a quiz that is not in it', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'maps-')), 'areas.json');
    writeFileSync(path, '[]');
    assert.match(run('--areas', path, '--out', tmpdir()).stderr, /is not an areas file/);
    writeFileSync(path, '{"quizzes":[],"places":[]}');
    assert.match(run('--areas', path, '--out', tmpdir(), '--only', 'xx').stderr, /no such quiz in the areas file: xx/);
  });
});
