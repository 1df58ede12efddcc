/**
 * Replays recordings of the real thing on the simulation core.
 *
 *   npm run golden                      every suite that has files in testdata/golden (the others are named)
 *   npm run golden -- kernel            the files of one suite, testdata/golden/kernel/*.json
 *   npm run golden -- kernel a.json …   the files given
 *   npm run golden -- [kernel] --write  and notes what was found for the page on fidelity (src/recordings/results.json)
 *
 * Prints each difference and closes with `N passed, N failed`. Exit code: 0 all passed, 1 some failed or there was no
 * case, 2 a suite, file or kind that cannot be replayed. A suite is a module `scripts/golden/<suite>.ts` with `replay`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { differences } from './golden/compare';
import { headersOf, outdated, writeResults } from './golden/results';
import type { SuiteResult } from './golden/results';
import type { GoldenCase, GoldenFile, Suite } from './golden/types';

const ROOT = resolve(__dirname, '..');
const DATA = join(ROOT, 'testdata', 'golden');
const HELPERS = new Set(['types', 'compare', 'results']);

/** Something outside the comparison went wrong; the message says what to do. */
class Unusable extends Error {}

/** Where the files of a suite lie that are replayed without being given. */
function folderOf(name: string): string {
  return join(DATA, name);
}

function suiteNames(): string[] {
  return readdirSync(join(__dirname, 'golden'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.slice(0, -'.ts'.length))
    .filter((name) => !HELPERS.has(name));
}

async function loadSuite(name: string): Promise<Suite> {
  const known = suiteNames();
  if (!known.includes(name)) throw new Unusable(`unknown suite "${name}": use one of ${known.join(', ')}, or add scripts/golden/${name}.ts`);
  const loaded: Partial<Suite> = await import(pathToFileURL(join(__dirname, 'golden', `${name}.ts`)).href);
  if (typeof loaded.replay !== 'function') throw new Unusable(`scripts/golden/${name}.ts: export a function "replay"`);
  return { replay: loaded.replay };
}

function filesOf(name: string): string[] {
  const folder = folderOf(name);
  if (!existsSync(folder)) throw new Unusable(`no recordings: put JSON files into testdata/golden/${name}/`);
  return readdirSync(folder).filter((file) => file.endsWith('.json')).sort().map((file) => join(folder, file)).filter(holdsCases);
}

/** What says where a file comes from. */
const HEADER = new Set(['suite', 'source', 'kubernetes']);

/** A file that names no suite, or holds something else than cases, is data for the cases beside it. What cannot be read is reported where it is replayed. */
function holdsCases(file: string): boolean {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof parsed !== 'object' || parsed === null || 'cases' in parsed || ('suite' in parsed && Object.keys(parsed).every((key) => HEADER.has(key)));
  } catch {
    return true;
  }
}

function isCase(value: unknown): value is GoldenCase {
  if (typeof value !== 'object' || value === null) return false;
  return 'id' in value && typeof value.id === 'string' && 'kind' in value && typeof value.kind === 'string' && 'in' in value && 'out' in value;
}

function readGolden(file: string, suite: string): GoldenFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Unusable(`${file}: cannot be read as JSON (${error instanceof Error ? error.message : String(error)}); check the path and the file`);
  }
  if (typeof parsed !== 'object' || parsed === null || !('cases' in parsed) || !Array.isArray(parsed.cases)) {
    throw new Unusable(`${file}: has no list "cases"; expected {"suite": "${suite}", "cases": [{id, kind, in, out, tolerance}]}`);
  }
  if ('suite' in parsed && parsed.suite !== suite) {
    throw new Unusable(`${file}: is of suite "${String(parsed.suite)}"; run it with: npm run golden -- ${String(parsed.suite)} ${file}`);
  }
  const bad = parsed.cases.findIndex((one: unknown) => !isCase(one));
  if (bad >= 0) throw new Unusable(`${file}: case number ${bad + 1} lacks id, kind, in or out; complete it`);
  return { suite, cases: parsed.cases };
}

interface Tally {
  passed: number;
  failed: number;
  unusable: boolean;
}

function replayFile(suite: Suite, name: string, file: string, tally: Tally): void {
  for (const one of readGolden(file, name).cases) {
    let got: unknown;
    try {
      got = suite.replay(one);
    } catch (error) {
      console.log(`${one.id}: could not be replayed (${file}): ${error instanceof Error ? error.message : String(error)}; check the fields of "in"`);
      tally.failed += 1;
      continue;
    }
    if (got === undefined) {
      console.log(`${one.id}: unknown kind "${one.kind}" (${file}); teach it to scripts/golden/${name}.ts`);
      tally.failed += 1;
      tally.unusable = true;
      continue;
    }
    const found = differences(one.out, got, one.tolerance ?? {});
    for (const line of found) console.log(`${one.id}: ${line}`);
    if (found.length === 0) tally.passed += 1;
    else tally.failed += 1;
  }
}

/** Every suite with files of its own; those without are said, since a run of all says nothing of them. */
function suitesWithFiles(): string[] {
  const names = suiteNames();
  const without = names.filter((name) => !existsSync(folderOf(name)));
  if (without.length > 0) console.log(`not replayed, no files in testdata/golden: ${without.join(', ')}`);
  return names.filter((name) => !without.includes(name));
}

async function main(): Promise<number> {
  const writes = process.argv.includes('--write');
  const [name, ...given] = process.argv.slice(2).filter((argument) => argument !== '--write');
  if (writes && given.length > 0) {
    console.error('--write counts whole suites: leave the files out');
    return 2;
  }
  const found: Record<string, SuiteResult> = {};
  const tally: Tally = { passed: 0, failed: 0, unusable: false };
  for (const suiteName of name === undefined ? suitesWithFiles() : [name]) {
    try {
      const suite = await loadSuite(suiteName);
      const before = { ...tally };
      const files = given.length > 0 ? given.map((file) => resolve(file)) : filesOf(suiteName);
      for (const file of files) {
        try {
          replayFile(suite, suiteName, file, tally);
        } catch (error) {
          if (!(error instanceof Unusable)) throw error;
          console.error(error.message);
          tally.unusable = true;
        }
      }
      const [equal, different] = [tally.passed - before.passed, tally.failed - before.failed];
      if (given.length === 0) found[suiteName] = { cases: equal + different, equal, ...headersOf(files) };
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      console.error(error.message);
      tally.unusable = true;
    }
  }
  if (writes && !tally.unusable && writeResults(found)) console.log('noted in src/recordings/results.json');
  const old = outdated(found);
  if (old.length > 0) console.log(`the page on fidelity says something else of: ${old.join(', ')}; bring it up to date with: npm run golden -- ${old.length === 1 ? old[0] : name ?? ''} --write`.replace('  ', ' '));
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  if (tally.unusable) return 2;
  return tally.failed > 0 || tally.passed === 0 ? 1 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);
