// What a reader waits for at the terminal: commands and Tab on a cluster of 1,000 Pods, and what kubectl and the shell add to a page that has a cluster.
import { gzipSync } from 'node:zlib';
import { put, objectsIn } from '../../src/simulation/cluster/store/store';
import { groupQualified } from '../../src/simulation/api/status';
import type { ApiObject } from '../../src/simulation/api/types';
import { complete } from '../../src/simulation/kubectl/completion/complete';
import { readKubeconfig } from '../../src/simulation/kubectl/config/kubeconfig';
import { Home, kubeconfigOf, run } from '../golden/kubectl/machine';
import { World } from '../golden/kubectl/world';
import { root } from '../lib/paths';
import type { Measurement } from './size';

const NOW = '2026-06-01T12:00:00Z';
const PODS = 1000;
const ROUNDS = 15;

const COMMANDS = [
  'get pods', 'get pods -A', 'get pods -A -o wide', 'get pods -A -l app=web', 'get pods -A --sort-by=.metadata.name', 'get pod web-00500 -n shop', 'get pod web-00500 -n shop -o yaml', 'get pods -A -o name', 'get pods -n shop -o jsonpath={.items[*].metadata.name}', 'get pods -n shop -o json',
  'get all -n shop', 'get deploy -A', 'get nodes', 'get events -A', 'describe pod web-00500 -n shop', 'describe node worker-1', 'describe deploy web -n shop', 'explain pod.spec', 'scale deploy web -n shop --replicas=4', 'label pod web-00500 -n shop a=b --overwrite',
  'set image deploy/web web=nginx:1.28 -n shop', 'rollout status deploy/web -n shop --watch=false', 'create deployment x --image=nginx', 'delete deployment x', 'apply -f web.yaml', 'diff -f web.yaml', 'auth can-i list pods', 'api-resources', 'config view', '--help',
];
const TABS = ['kubectl get po', 'kubectl get pods -n shop web-004', 'kubectl logs -n shop web-0', 'kubectl describe ', 'kubectl get pods --', 'kubectl -n '];

const MANIFEST = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: hello, labels: {app: hello}}\nspec:\n  replicas: 2\n  selector: {matchLabels: {app: hello}}\n  template:\n    metadata: {labels: {app: hello}}\n    spec: {containers: [{name: hello, image: nginx}]}\n';

/** The recorded cluster `shop`, with copies of one of its Pods. */
function crowded(): World {
  const world = new World('shop', NOW);
  const pattern = objectsIn(world.server.store.tables, 'pods', 'shop').find(({ metadata }) => metadata.labels?.app === 'web');
  if (pattern === undefined) throw new Error('the state shop has no Pod with the label app=web');
  let { store } = world.server;
  for (let at = 0; at < PODS; at += 1) {
    const name = `web-${String(at).padStart(5, '0')}`;
    store = put(store, 'pods', { ...pattern, metadata: { ...pattern.metadata, name, uid: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}` } } as ApiObject).store;
  }
  world.server = { ...world.server, store };
  return world;
}

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const ordered = (times: readonly number[]): readonly number[] => [...times].sort((a, b) => a - b);

function timed(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

async function packed(contents: string): Promise<number> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({ stdin: { contents, resolveDir: `${root}/src/simulation`, loader: 'ts' }, bundle: true, write: false, minify: true, format: 'esm', platform: 'browser', target: 'es2022', logLevel: 'silent', treeShaking: true });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}

const CLUSTER = "export * from './cluster/cluster'; export * from './cluster/default-cluster'; export { ALL_KINDS } from './api/kinds/all'; export { customKinds } from './api/custom/custom-kinds'; export { ruleObjectErrors } from './api/custom/rules/check-object';";
const KUBECTL = "export { runKubectl } from './kubectl/run'; export { complete } from './kubectl/completion/complete';";

async function sizes(): Promise<Measurement[]> {
  const base = await packed(CLUSTER);
  const kubectl = await packed(`${CLUSTER} ${KUBECTL}`);
  const texts = await packed("export { TEXTS } from './kubectl/generated/texts';");
  const openapi = await packed("export { OPENAPI_SCHEMAS } from './api/openapi/generated/all';");
  const shell = await packed(`${CLUSTER} ${KUBECTL} export * from './shell/shell'; export * from './shell/submit'; export * from './shell/programs'; export * from './shell/commands/kubectl';`);
  const kB = (bytes: number): number => bytes / 1024;
  return [
    { name: 'kubectl beside a cluster, min+gzip', value: kB(kubectl - base), unit: 'KB' },
    { name: 'kubectl and the shell beside a cluster (goal 60 KB)', value: kB(shell - base), unit: 'KB' },
    { name: 'help texts, loaded with the terminal', value: kB(texts), unit: 'KB' },
    { name: 'OpenAPI schemas, loaded for explain alone', value: kB(openapi), unit: 'KB' },
  ];
}

export async function benchKubectl(): Promise<Measurement[]> {
  const world = crowded();
  const home = new Home({ 'web.yaml': MANIFEST, '.kube/config': kubeconfigOf('') });
  const rows: { readonly name: string; readonly times: readonly number[] }[] = COMMANDS.map((line) => {
    const argv = ['kubectl', ...line.split(' ')];
    run(world, home, { argv });
    return { name: line, times: ordered(Array.from({ length: ROUNDS }, () => timed(() => run(world, home, { argv })))) };
  });
  const all = ordered(rows.flatMap(({ times }) => times));
  const config = readKubeconfig(kubeconfigOf(''));
  const lookup: Parameters<typeof complete>[2] = {
    registry: () => world.registry(), kubeconfig: () => config,
    objects: (kind, namespace) => objectsIn(world.server.store.tables, groupQualified(kind.resource?.group ?? '', kind.resource?.plural ?? ''), namespace === '' ? undefined : namespace),
  };
  const tabs = ordered(TABS.flatMap((line) => Array.from({ length: ROUNDS }, () => timed(() => void complete(line, line.length, lookup)))));
  const slowest = [...rows].sort((a, b) => quantile(b.times, 0.5) - quantile(a.times, 0.5)).slice(0, 5);
  return [
    { name: `a command on ${PODS} Pods, median`, value: quantile(all, 0.5), unit: 'ms' },
    { name: `a command on ${PODS} Pods, p95 (goal 16 ms)`, value: quantile(all, 0.95), unit: 'ms' },
    ...slowest.map(({ name, times }) => ({ name: `  ${name}, median`, value: quantile(times, 0.5), unit: 'ms' })),
    { name: 'Tab, median', value: quantile(tabs, 0.5), unit: 'ms' },
    { name: 'Tab, p95 (goal 10 ms)', value: quantile(tabs, 0.95), unit: 'ms' },
    ...(await sizes()),
  ];
}
