import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import { createRegistry } from '../../../api/registry';
import { request, runUntil } from '../../../cluster/cluster';
import { defaultCluster, nodeSettings } from '../../../cluster/default-cluster';
import { ADMIN, BEGINS } from '../admin';
import { scene } from '../scene';
import { NO_HOPS, withHappening } from './hops';
import type { JourneyView } from './hops';

const NODES = ['node-1', 'node-2', 'node-3'];

const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'birth', namespace: 'default' }, spec: { selector: { app: 'birth' }, ports: [{ port: 80, targetPort: 8080 }] } };

/** What the reader applies. */
export const BIRTH = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'birth', namespace: 'default' },
  spec: {
    replicas: 1, selector: { matchLabels: { app: 'birth' } },
    template: { metadata: { labels: { app: 'birth' } }, spec: { containers: [{ name: 'app', image: 'registry.k8s.example/hello:1.0', ports: [{ containerPort: 8080 }] }] } },
  },
};

/** An idle cluster with a Service that selects nothing yet. */
export const requestJourneyScene = scene<null, JourneyView>({
  begin: () => {
    const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: NODES.map((name, at) => nodeSettings(name, at)), now: BEGINS });
    const created = request(config, cluster, { verb: 'create', group: '', resource: 'services', namespace: 'default', name: 'birth', user: ADMIN, body: SERVICE }).cluster;
    return { config, cluster: runUntil(config, created, BEGINS + 20_000_000).cluster };
  },
  namespaces: ['default'],
  view: ({ happened }, before) => happened.reduce(withHappening, before ?? NO_HOPS),
});
