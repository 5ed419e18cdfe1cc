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
  it('prints help', () => {
    const { status, stdout } = run('--help');
    assert.equal(status, 0);
    assert.match(stdout, /--areas <file>/);
  });

  it('requires --areas and --out', () => {
    const { status, stderr } = run();
    assert.equal(status, 2);
    assert.match(stderr, /--areas and --out are needed/);
  });

  it('reports a missing areas file', () => {
    const { status, stderr } = run('--areas', 'nowhere.json', '--out', tmpdir());
    assert.equal(status, 2);
    assert.match(stderr, /there is no file nowhere\.json/);
  });

  it('reports an invalid areas file, and an unknown quiz', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'maps-')), 'areas.json');
    writeFileSync(path, '[]');
    assert.match(run('--areas', path, '--out', tmpdir()).stderr, /is not an areas file/);
    writeFileSync(path, '{"quizzes":[],"places":[]}');
    assert.match(run('--areas', path, '--out', tmpdir(), '--only', 'xx').stderr, /no such quiz in the areas file: xx/);
  });
});
