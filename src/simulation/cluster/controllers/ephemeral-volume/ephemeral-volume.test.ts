import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import type { ApiObject } from '../../../api';
import { newCluster, request, runUntil } from '../../cluster';
import type { Cluster, ClusterConfig } from '../../cluster';
import { anyController } from '../../control/controller';
import { viewOf } from '../../control/view';
import { garbageCollector } from '../garbage-collector';
import { ephemeralVolumeController } from '.';

const registry = createRegistry(ALL_KINDS);
const CONFIG: ClusterConfig = { server: { registry }, controllers: [anyController(ephemeralVolumeController), anyController(garbageCollector(registry))] };
const USER = { username: 'somebody' };
const CLAIM = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const POD = {
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'default' },
  spec: { containers: [{ name: 'app', image: 'app:1' }], volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate: { metadata: { labels: { a: 'b' } }, spec: CLAIM } } }] },
};

const create = (cluster: Cluster, resource: string, body: object): Cluster => {
  const made = request(CONFIG, cluster, { verb: 'create', group: '', resource, namespace: 'default', name: (body as ApiObject).metadata.name ?? '', body: body as ApiObject, user: USER });
  if ('failure' in made.answer) throw new Error(made.answer.failure.message);
  return made.cluster;
};
const remove = (cluster: Cluster, resource: string, name: string): Cluster => request(CONFIG, cluster, { verb: 'delete', group: '', resource, namespace: 'default', name, deleteOptions: { gracePeriodSeconds: 0 }, user: USER }).cluster;
const settle = (cluster: Cluster): Cluster => runUntil(CONFIG, cluster, cluster.clock.now + 3_000_000, 20_000).cluster;
const begin = (): Cluster => settle(newCluster(CONFIG, 1, 1_767_225_600_000_000));
const view = (cluster: Cluster) => viewOf(cluster.server.store.tables);
const claim = (cluster: Cluster) => view(cluster).get('persistentvolumeclaims', 'default', 'p-scratch');

describe('the claim of a generic ephemeral volume', () => {
  it('is made from the template, belongs to the Pod, comes again when it is deleted, and goes with the Pod', () => {
    const made = settle(create(begin(), 'pods', POD));
    expect(claim(made)).toMatchObject({ metadata: { labels: { a: 'b' }, ownerReferences: [{ kind: 'Pod', name: 'p', controller: true, blockOwnerDeletion: true }] }, spec: CLAIM });
    const again = settle(remove(made, 'persistentvolumeclaims', 'p-scratch'));
    expect(claim(again)?.metadata.uid).not.toBe(claim(made)?.metadata.uid);
    expect(claim(settle(remove(again, 'pods', 'p')))).toBeUndefined();
  });

  it('is not taken from somebody else', () => {
    const other = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'p-scratch', namespace: 'default' }, spec: CLAIM };
    const refused = settle(create(create(begin(), 'persistentvolumeclaims', other), 'pods', POD));
    expect(claim(refused)?.metadata.ownerReferences).toBeUndefined();
    expect(view(refused).list('events', 'default')).toMatchObject([{ reason: 'FailedBinding', type: 'Warning', source: { component: 'ephemeral_volume' }, message: 'ephemeral volume scratch: PVC default/p-scratch was not created for pod default/p (pod is not owner)' }]);
  });
});
