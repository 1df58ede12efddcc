import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { root } from '../lib/paths';
import { bundled } from './bundled';
import type * as Runs from './cluster-runs';
import { webernetes } from './cluster-webernetes';
import type { Measurement } from './size';

const now = (): number => performance.now();

function heap(): number {
  setFlagsFromString('--expose-gc');
  globalThis.gc ??= runInNewContext('gc') as typeof globalThis.gc;
  void globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

/** The whole cluster as a page would load it: the kinds of its API without and with expressions. */
async function sizes(): Promise<Measurement[]> {
  const { build } = await import('esbuild');
  const cluster = "export { defaultCluster, nodeSettings } from './default-cluster'; export { request, runSlice } from './cluster'; export * from './history/history'; export * from './components'; export { createRegistry } from '../api/registry';";
  const kinds: Readonly<Record<string, string>> = {
    'all kinds but those with CEL': "export { KINDS_WITHOUT_EXPRESSIONS } from '../api/kinds/without-expressions';",
    'all kinds': "export { ALL_KINDS } from '../api/kinds/all';",
  };
  return Promise.all(
    Object.entries(kinds).map(async ([name, exported]): Promise<Measurement> => {
      const { outputFiles } = await build({ stdin: { contents: cluster + exported, resolveDir: join(root, 'src/simulation/cluster'), loader: 'ts' }, bundle: true, minify: true, write: false, format: 'esm', platform: 'browser', target: 'es2022', logLevel: 'silent' });
      return { name: `a whole cluster, ${name}, minified, gzip`, value: Math.round(gzipSync(outputFiles[0]!.contents, { level: 9 }).length / 10) / 100, unit: 'kB' };
    }),
  );
}

/** How long a slice may take, ms: a page that answers in between stays alive. */
const BUDGET = 15;
/** Seconds until all nodes of a new cluster are ready. */
const UNTIL_READY = 30;

/** A rollout of 1,000 Pods in slices, a larger one, going back in time, and what it weighs; beside it the same rollout in `@ngrok/webernetes`. */
export async function benchCluster(): Promise<Measurement[]> {
  const { boot, rollout, rewinding, settled } = await bundled<typeof Runs>('scripts/bench/cluster-runs.ts');
  const before = heap();
  // A cluster that stands: new nodes keep Pods off until they are ready, and each of their changes would have all waiting Pods tried again.
  const small = settled(boot(10, 150, 20), UNTIL_READY);
  const cold = rollout(small, 1000, 20, BUDGET, now);
  const used = heap() - before;
  const warm = [1, 2, 3].map(() => rollout(small, 1000, 20, BUDGET, now)).reduce((best, one) => (one.total < best.total ? one : best));
  const large = rollout(settled(boot(500, 60, 200), UNTIL_READY), 5000, 100, BUDGET, now);
  const other = await webernetes(1000, 10, 150_000);
  return [
    { name: '1,000 Pods on 10 nodes, from apply to Running, first time', value: cold.total, unit: 'ms' },
    { name: '… the best of three more', value: warm.total, unit: 'ms' },
    { name: `… longest task of it, in slices of ${BUDGET} ms`, value: warm.longest, unit: 'ms' },
    { name: '… and the first time', value: cold.longest, unit: 'ms' },
    { name: '… Pods that run and are ready', value: warm.running, unit: 'Pods' },
    { name: '… after so much time of the cluster', value: warm.virtual, unit: 's' },
    { name: '… heap for the cluster and five minutes of its changes', value: used, unit: 'MB' },
    { name: '… writes until then', value: cold.cluster.server.store.revision, unit: 'revisions' },
    { name: '5,000 Pods on 500 nodes', value: large.total / 1000, unit: 's' },
    { name: '… Pods that run and are ready', value: large.running, unit: 'Pods' },
    { name: 'rewind within an hour, the slowest of seven', value: rewinding(now), unit: 'ms' },
    ...(await sizes()),
    ...other,
  ];
}
