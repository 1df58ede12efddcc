/**
 * Plays random cases against what must hold for any input.
 *
 *   npm run fuzz                                what there is to fuzz
 *   npm run fuzz -- manifests                   a whole run
 *   npm run fuzz -- manifests 1000 --seed 7     1,000 cases of another seed
 *   npm run fuzz -- manifests 1 --from 41230    one case again
 *
 * `--seconds N` stops earlier (default: 450). The same seed gives the same cases on every machine. Prints what came of them, the longest time and each
 * failure, and closes with `N passed, N failed`. Exit code: 0 all passed, 1 some failed, 2 nothing could be played. A target is a module in scripts/fuzz/.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fuzz, randomOf } from './fuzz/support/run';
import type { FuzzTarget } from './fuzz/support/target';
import { watchdog } from './fuzz/support/watchdog';

const FOLDER = join(__dirname, 'fuzz');
const DEFAULT_SECONDS = 450;
/** A case that runs so long is taken for one that never ends. */
const HANG = 20_000;

/** The command line cannot be understood; the message says what to write. */
class Unusable extends Error {}

const names = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();

async function load(name: string): Promise<FuzzTarget<unknown>> {
  if (!names().includes(name)) throw new Unusable(`unknown target "${name}": use one of ${names().join(', ')}, or add scripts/fuzz/${name}.ts`);
  const loaded: { target?: FuzzTarget<unknown> } = await import(pathToFileURL(join(FOLDER, `${name}.ts`)).href);
  if (loaded.target === undefined) throw new Unusable(`scripts/fuzz/${name}.ts: export a FuzzTarget as "target"`);
  return loaded.target;
}

interface Arguments {
  readonly name: string | undefined;
  readonly count: number | undefined;
  readonly seed: number;
  readonly from: number;
  readonly seconds: number;
}

function parse(words: readonly string[]): Arguments {
  const plain: string[] = [];
  const options: Record<string, number> = { seed: 1, from: 0, seconds: DEFAULT_SECONDS };
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (!word.startsWith('--')) {
      plain.push(word);
      continue;
    }
    const [name = '', joined] = word.slice(2).split('=');
    const value = joined ?? words[(i += 1)] ?? '';
    if (!(name in options) || !/^\d+$/.test(value)) throw new Unusable(`${word} ${value}: write --seed N, --from N or --seconds N with a whole number`);
    options[name] = Number(value);
  }
  const [name, count, ...more] = plain;
  if (more.length > 0 || (count !== undefined && !/^[1-9]\d*$/.test(count))) throw new Unusable('write npm run fuzz -- TARGET [COUNT] [--seed N] [--from N] [--seconds N]');
  return { name, count: count === undefined ? undefined : Number(count), seed: options['seed']!, from: options['from']!, seconds: options['seconds']! };
}

async function main(): Promise<number> {
  const { name, count, seed, from, seconds } = parse(process.argv.slice(2));
  if (name === undefined) {
    for (const one of names()) console.log(`${one}: ${(await load(one)).about}`);
    return 0;
  }
  const target = await load(name);
  const wanted = count ?? target.count;
  const { begin, stop } = watchdog(HANG);
  const { played, outcomes, slowest, failures } = fuzz(target, { seed, from, count: wanted, budget: seconds * 1000, begin });
  await stop();
  for (const [outcome, times] of outcomes) console.log(`${String(times).padStart(9)}  ${outcome}`);
  console.log(`seed ${seed}, cases ${from} to ${from + played - 1}${played < wanted ? ` of ${wanted}, as the time was up or there were too many failures` : ''}; the longest took ${slowest.ms.toFixed(1)} ms (case ${slowest.index})`);
  for (const { index, message } of failures) {
    console.log(`case ${index}: ${message}`);
    console.log(`  ${JSON.stringify(target.make(randomOf(seed, index))).slice(0, 2000)}`);
  }
  const failed = new Set(failures.map(({ index }) => index)).size;
  console.log(`${played - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Unusable ? error.message : error);
    process.exitCode = 2;
  },
);
