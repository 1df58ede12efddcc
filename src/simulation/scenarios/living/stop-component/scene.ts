import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import { createRegistry } from '../../../api/registry';
import { request, runUntil } from '../../../cluster/cluster';
import { defaultCluster, nodeSettings } from '../../../cluster/default-cluster';
import { byText } from '../../../base/ordered-map';
import { ADMIN, BEGINS } from '../admin';
import { scene } from '../scene';
import { checkAll } from './checks';
import type { Check } from './checks';

const NODES = ['node-1', 'node-2', 'node-3'];

const WEB = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' },
  spec: {
    replicas: 4, selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'registry.k8s.example/hello:1.0', resources: { requests: { cpu: '500m', memory: '256Mi' } } }] } },
  },
};

export interface StopView {
  readonly checks: readonly Check[];
  /** Which components stood still when they were made. */
  readonly of: string;
}

/** Three nodes with a Deployment that runs: what is stopped then, is stopped in a cluster at work. */
export const stopComponentScene = scene<null, StopView>({
  begin: () => {
    const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: NODES.map((name, at) => nodeSettings(name, at)), now: BEGINS });
    const created = request(config, cluster, { verb: 'create', group: 'apps', resource: 'deployments', namespace: 'default', name: 'web', user: ADMIN, body: WEB }).cluster;
    return { config, cluster: runUntil(config, created, BEGINS + 20_000_000).cluster };
  },
  namespaces: ['default'],
  // Each check plays on a copy; they are made anew when something stops or starts, not at every tick.
  view: ({ config, cluster }, before) => {
    const of = [...byText.entries(cluster.components.stopped)].map(([name]) => name).concat([...byText.entries(cluster.components.starting)].map(([name]) => `+${name}`)).join(' ');
    return before !== undefined && before.of === of ? before : { of, checks: checkAll(config, cluster) };
  },
});
