import { KINDS_WITHOUT_EXPRESSIONS } from '../../../api/kinds/without-expressions';
import { createRegistry } from '../../../api/registry';
import { defaultCluster, nodeSettings } from '../../../cluster/default-cluster';
import { request, runUntil } from '../../../cluster/cluster';
import { scene } from '../scene';

/** Somebody who may do everything, as `kubectl` with kubeadm's admin.conf. */
export const ADMIN = { username: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:masters', 'system:authenticated'] };

/** 2026-01-05T09:00:00Z, µs since 1970. */
const BEGINS = 1_767_603_600_000_000;
const NODES = ['node-1', 'node-2', 'node-3'];

const WEB = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'default' },
  spec: {
    replicas: 4, selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'registry.k8s.example/hello:1.0', resources: { requests: { cpu: '500m', memory: '256Mi' } } }] } },
  },
};

/** Three nodes with a Deployment that runs: what is stopped then, is stopped in a cluster at work. */
export const stopComponentScene = scene<null, undefined>({
  begin: () => {
    const { config, cluster } = defaultCluster(createRegistry(KINDS_WITHOUT_EXPRESSIONS), { nodes: NODES.map((name, at) => nodeSettings(name, at)), now: BEGINS });
    const created = request(config, cluster, { verb: 'create', group: 'apps', resource: 'deployments', namespace: 'default', name: 'web', user: ADMIN, body: WEB }).cluster;
    return { config, cluster: runUntil(config, created, BEGINS + 20_000_000).cluster };
  },
  namespaces: ['default'],
});
