import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import type { ApiObject } from '../../../api';
import type { DeleteOptions } from '../../apiserver/types';
import { newCluster, request, runUntil } from '../../cluster';
import type { Cluster, ClusterConfig } from '../../cluster';
import { anyController } from '../../control/controller';
import { viewOf } from '../../control/view';
import { deploymentController } from '../deployment';
import { namespaceController } from '../namespace';
import { replicaSetController } from '../replicaset';
import { serviceAccountController } from '../serviceaccount';
import { garbageCollector } from '.';

const REGISTRY = createRegistry(ALL_KINDS);
const CONFIG: ClusterConfig = {
  server: { registry: REGISTRY },
  controllers: [replicaSetController, deploymentController, garbageCollector(REGISTRY), namespaceController, serviceAccountController].map((one) => anyController(one as typeof deploymentController)),
};
const START = 1_767_225_600_000_000;
const USER = { username: 'somebody' };
const PLACE = { group: 'apps', resource: 'deployments', namespace: 'shop', name: 'web', user: USER };

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } } as unknown as ApiObject;
const deployment = (replicas: number): ApiObject =>
  ({
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' },
    spec: { replicas, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'app:1' }] } } },
  }) as unknown as ApiObject;

const settle = (cluster: Cluster, seconds = 1): Cluster => runUntil(CONFIG, cluster, cluster.clock.now + seconds * 1_000_000, 20_000).cluster;
const counts = (cluster: Cluster): readonly number[] => {
  const view = viewOf(cluster.server.store.tables);
  return [view.list('deployments.apps').length, view.list('replicasets.apps').length, view.list('pods').length];
};

function withDeployment(replicas: number): Cluster {
  const begun = request(CONFIG, newCluster(CONFIG, 11, START), { verb: 'create', group: '', resource: 'namespaces', name: 'shop', body: namespace, user: USER }).cluster;
  return settle(request(CONFIG, settle(begun), { ...PLACE, verb: 'create', body: deployment(replicas) }).cluster);
}

const remove = (cluster: Cluster, deleteOptions: DeleteOptions): Cluster => request(CONFIG, cluster, { ...PLACE, verb: 'delete', deleteOptions }).cluster;

describe('the garbage collector', () => {
  it('leaves nothing behind in the background and in the foreground, and all but the owner when it orphans', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), (replicas) => {
        const cluster = withDeployment(replicas);
        expect(counts(cluster)).toEqual([1, 1, replicas]);
        expect(counts(settle(remove(cluster, { propagationPolicy: 'Background' }), 5))).toEqual([0, 0, 0]);
        expect(counts(settle(remove(cluster, { propagationPolicy: 'Foreground' }), 5))).toEqual([0, 0, 0]);
        const orphaned = settle(remove(cluster, { propagationPolicy: 'Orphan' }), 5);
        expect(counts(orphaned)).toEqual([0, 1, replicas]);
        expect(viewOf(orphaned.server.store.tables).list('replicasets.apps')[0]?.metadata.ownerReferences ?? []).toEqual([]);
      }),
      { numRuns: 6 },
    );
  });

  it('keeps an owner in the foreground until its Pods are gone', () => {
    const cluster = withDeployment(2);
    const kept = viewOf(cluster.server.store.tables).list('pods')[0]!;
    const place = { group: '', resource: 'pods', namespace: 'shop', name: kept.metadata.name ?? '', user: USER };
    const held = request(CONFIG, cluster, { ...place, verb: 'patch', patch: { metadata: { finalizers: ['example.com/hold'] } } }).cluster;
    const waiting = settle(remove(held, { propagationPolicy: 'Foreground' }), 5);
    expect(counts(waiting)).toEqual([1, 1, 1]);
    const freed = request(CONFIG, waiting, { ...place, verb: 'patch', patch: { metadata: { finalizers: null } } }).cluster;
    expect(counts(settle(freed, 5))).toEqual([0, 0, 0]);
  });
});

describe('a namespace', () => {
  it('has its ServiceAccount, and goes with all that is in it', () => {
    const cluster = withDeployment(3);
    expect(viewOf(cluster.server.store.tables).list('serviceaccounts', 'shop').map(({ metadata }) => metadata.name)).toEqual(['default']);
    const deleted = request(CONFIG, cluster, { verb: 'delete', group: '', resource: 'namespaces', name: 'shop', user: USER }).cluster;
    expect(viewOf(deleted.server.store.tables).get('namespaces', undefined, 'shop')?.status?.phase).toBe('Terminating');
    const gone = settle(deleted, 60);
    expect(viewOf(gone.server.store.tables).get('namespaces', undefined, 'shop')).toBeUndefined();
    expect(counts(gone)).toEqual([0, 0, 0]);
    expect(viewOf(gone.server.store.tables).list('serviceaccounts', 'shop')).toEqual([]);
  });
});
