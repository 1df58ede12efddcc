// Runs of whole clusters, for scripts/bench/cluster.ts: bundled as a page gets them.
import { ALL_KINDS } from '@site/src/simulation/api/kinds/all';
import { createRegistry } from '@site/src/simulation/api/registry';
import type { ApiObject } from '@site/src/simulation/api';
import { request, runSlice } from '@site/src/simulation/cluster/cluster';
import type { Cluster, ClusterConfig } from '@site/src/simulation/cluster/cluster';
import { viewOf } from '@site/src/simulation/cluster/control/view';
import { defaultCluster, nodeSettings } from '@site/src/simulation/cluster/default-cluster';
import { act, advance, beginHistory, rewind } from '@site/src/simulation/cluster/history/history';

const START = 1_767_225_600_000_000;
const SECOND = 1_000_000;
const user = { username: 'kubernetes-admin', groups: ['system:masters'] };

/** Every node has the image: what is measured is the cluster, not a registry. */
const CATALOGUE = { 'bench/app': { words: ['present', 'term=0s:0'] } };

/** As many nodes, each with room for as many Pods. `hearEvery`: see ClusterConfig. */
export function boot(nodes: number, podsEach: number, hearEvery = 1): { readonly config: ClusterConfig; readonly cluster: Cluster } {
  const capacity = { cpu: '64', memory: '256Gi', 'ephemeral-storage': '1000Gi', pods: String(podsEach) };
  const { config, cluster } = defaultCluster(createRegistry(ALL_KINDS), { nodes: Array.from({ length: nodes }, (_, at) => nodeSettings(`node-${at}`, at % 200, { capacity, catalogue: CATALOGUE })), now: START });
  return { config: { ...config, hearEvery }, cluster };
}

/** Time passes until all nodes are ready and nothing keeps Pods off them: so many seconds of the cluster. */
export function settled({ config, cluster }: ReturnType<typeof boot>, seconds: number): ReturnType<typeof boot> {
  return { config, cluster: runSlice(config, cluster, cluster.clock.now + seconds * SECOND, { steps: 10_000_000, silent: true }).cluster };
}

const deployment = (name: string, replicas: number): ApiObject => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'default' },
  spec: { replicas, selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'app', image: 'bench/app:1', resources: { requests: { cpu: '10m', memory: '16Mi' } } }] } } },
}) as unknown as ApiObject;

export const runningOf = (cluster: Cluster): number => viewOf(cluster.server.store.tables).list('pods', 'default').filter(({ status }) => status?.phase === 'Running' && status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True')).length;

export interface Rollout {
  readonly total: number;
  readonly longest: number;
  readonly virtual: number;
  readonly running: number;
  readonly steps: number;
  /** As it is in the end, with all that it remembers. */
  readonly cluster: Cluster;
}

/**
 * From apply to all Pods running and ready, in slices of `budget` ms, as a page does it that has to answer in between. Milliseconds; `longest` is the longest time without a pause.
 * `look` is asked now and then with the cluster: it goes on while it says so.
 */
export function rollout({ config, cluster: booted }: { readonly config: ClusterConfig; readonly cluster: Cluster }, pods: number, deployments: number, budget: number, now: () => number, look: (cluster: Cluster) => boolean = () => true): Rollout {
  let [cluster, total, longest, steps] = [booted, 0, 0, 0];
  const task = (act: () => void): void => {
    const since = now();
    act();
    const took = now() - since;
    total += took;
    longest = Math.max(longest, took);
  };
  for (let at = 0; at < deployments; at += 1) {
    const body = deployment(`web-${at}`, pods / deployments);
    task(() => {
      ({ cluster } = request(config, cluster, { verb: 'create', group: 'apps', resource: 'deployments', namespace: 'default', body, user }));
    });
  }
  const begin = cluster.clock.now;
  for (let second = 1; second <= 120; second += 1) {
    for (let done = false; !done; ) {
      task(() => {
        const until = now() + budget;
        const slice = runSlice(config, cluster, begin + second * SECOND, { steps: 1_000_000, silent: true, goesOn: () => now() < until });
        ({ cluster, done } = slice);
        steps += slice.steps;
      });
      if (!look(cluster)) return { total, longest, virtual: (cluster.clock.now - begin) / SECOND, running: runningOf(cluster), steps, cluster };
    }
    if (viewOf(cluster.server.store.tables).list('deployments.apps', 'default').every(({ spec, status }) => status?.readyReplicas === spec?.replicas)) break;
  }
  return { total, longest, virtual: (cluster.clock.now - begin) / SECOND, running: runningOf(cluster), steps, cluster };
}

/** An hour of a cluster with 50 Pods, rewound to some moments of it; ms of the slowest. */
export function rewinding(now: () => number): number {
  const { config, cluster } = boot(3, 110);
  let history = act(config, beginHistory(cluster), { kind: 'request', request: { verb: 'create', group: 'apps', resource: 'deployments', namespace: 'default', body: deployment('web', 50), user } }).history;
  history = advance(config, history, START + 3600 * SECOND, { steps: 10_000_000, silent: true }).history;
  let slowest = 0;
  for (const seconds of [0, 10, 59, 300, 1800, 3000, 3599]) {
    const since = now();
    rewind(config, history, START + seconds * SECOND);
    slowest = Math.max(slowest, now() - since);
  }
  return slowest;
}
