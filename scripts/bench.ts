// `npm run bench [-- name]`: speed of the core, size of what readers load, and quality of search (`search [FILE]`: of any collection).
import type { Measurement } from './bench/size';

/** Gives rows for a table, or prints by itself. `file` is what follows the bench's name, if that is no bench. */
type Bench = (file?: string) => Measurement[] | void | Promise<Measurement[] | void>;

/** Each is loaded when it is asked for, so that one does not slow down another. */
const benches: Record<string, () => Promise<Bench>> = {
  scheduler: async () => (await import('./bench/scheduler')).benchScheduler,
  api: async () => (await import('./bench/api')).benchApi,
  cluster: async () => (await import('./bench/cluster')).benchCluster,
  'cluster-large': async () => (await import('./bench/cluster-large')).benchLargeCluster,
  resources: async () => (await import('./bench/resources')).benchResources,
  render: async () => (await import('./bench/render')).benchRender,
  network: async () => (await import('./bench/network')).benchNetwork,
  policy: async () => (await import('./bench/policy')).benchPolicy,
  kubectl: async () => (await import('./bench/kubectl')).benchKubectl,
  gitops: async () => (await import('./bench/gitops')).benchGitops,
  size: async () => (await import('./bench/size')).benchSize,
  search: async () => (await import('./bench/search')).benchSearch,
  'search-size': async () => (await import('./bench/search-size')).benchSearchSize,
};

/** What takes minutes is measured only when it is asked for. */
const ON_DEMAND: ReadonlySet<string> = new Set(['cluster-large']);

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

function print(rows: readonly Measurement[]): void {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const values = rows.map(({ value }) => number.format(value));
  const valueWidth = Math.max(...values.map((value) => value.length));
  rows.forEach(({ name, unit }, i) => console.log(`${name.padEnd(width)}  ${values[i]!.padStart(valueWidth)} ${unit}`));
}

/** Names of benches, each with the file that follows it: `search queries.json`. */
function parse(words: readonly string[]): [string, string | undefined][] {
  const asked: [string, string | undefined][] = [];
  for (const word of words) {
    const last = asked.at(-1);
    if (word in benches) asked.push([word, undefined]);
    else if (last?.[0] === 'search' && last[1] === undefined) last[1] = word;
    else throw new Error(`There is no bench "${word}". Use ${Object.keys(benches).join(', ')}, or none for all.`);
  }
  return asked;
}

async function main(): Promise<void> {
  const asked = parse(process.argv.slice(2));
  for (const [name, file] of asked.length ? asked : Object.keys(benches).filter((every) => !ON_DEMAND.has(every)).map((every): [string, undefined] => [every, undefined])) {
    console.log(`\n${name}`);
    const bench = await benches[name]!();
    const rows = await bench(file);
    if (rows) print(rows);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
