import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from '../../../api/kinds/all';
import { createRegistry } from '../../../api/registry';
import type { ApiObject } from '../../../api';
import { newCluster, request, runUntil } from '../../cluster';
import type { Cluster, ClusterConfig } from '../../cluster';
import { anyController } from '../../control/controller';
import { viewOf } from '../../control/view';
import { attachDetachController, externalAttacher } from '../attach-detach';
import { claimProtectionController, volumeProtectionController } from '../protection';
import { externalProvisioner } from './provisioner';
import { persistentVolumeController } from '.';

const DRIVER = 'disk.csi.example.com';
const CONFIG: ClusterConfig = {
  server: { registry: createRegistry(ALL_KINDS) },
  controllers: [
    anyController(persistentVolumeController), anyController(externalProvisioner(DRIVER)), anyController(claimProtectionController), anyController(volumeProtectionController),
    anyController(attachDetachController), anyController(externalAttacher(DRIVER)),
  ],
};
const USER = { username: 'somebody' };
const START = 1_767_225_600_000_000;

const create = (cluster: Cluster, group: string, resource: string, body: object): Cluster => {
  const object = body as ApiObject;
  const namespace = object.metadata.namespace;
  const made = request(CONFIG, cluster, { verb: 'create', group, resource, name: object.metadata.name ?? '', ...(namespace === undefined ? {} : { namespace }), body: object, user: USER });
  if ('failure' in made.answer) throw new Error(made.answer.failure.message);
  return made.cluster;
};
const settle = (cluster: Cluster): Cluster => runUntil(CONFIG, cluster, cluster.clock.now + 3_000_000, 20_000).cluster;
const view = (cluster: Cluster) => viewOf(cluster.server.store.tables);
const phase = (cluster: Cluster): string | undefined => view(cluster).get('persistentvolumeclaims', 'default', 'data')?.status?.phase;

const claim = (storageClassName: string): object => ({
  apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'default' }, spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage: '1Gi' } } },
});
const classOf = (volumeBindingMode: string): object => ({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: DRIVER, reclaimPolicy: 'Delete', volumeBindingMode });
const volume = { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'v1' }, spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '2Gi' }, storageClassName: 'manual', hostPath: { path: '/data' } } };
const pod = (name: string, node: string): object => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec: { nodeName: node, containers: [{ name: 'app', image: 'app:1' }], volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
});
const remove = (cluster: Cluster, resource: string, name: string): Cluster => request(CONFIG, cluster, { verb: 'delete', group: '', resource, namespace: 'default', name, deleteOptions: { gracePeriodSeconds: 0 }, user: USER }).cluster;

describe('claims and volumes', () => {
  it('come together on both sides, and what is retained is released', () => {
    const bound = settle(create(create(newCluster(CONFIG, 1, START), '', 'persistentvolumes', volume), '', 'persistentvolumeclaims', claim('manual')));
    expect(phase(bound)).toBe('Bound');
    expect(view(bound).get('persistentvolumes', undefined, 'v1')).toMatchObject({ status: { phase: 'Bound' }, spec: { claimRef: { name: 'data' } } });
    const released = settle(remove(bound, 'persistentvolumeclaims', 'data'));
    expect(phase(released)).toBeUndefined();
    expect(view(released).get('persistentvolumes', undefined, 'v1')?.status?.phase).toBe('Released');
  });

  it('are provisioned by the driver, at once or for the first consumer, and go with their claim', () => {
    const begun = create(newCluster(CONFIG, 1, START), 'storage.k8s.io', 'storageclasses', classOf('Immediate'));
    const bound = settle(create(begun, '', 'persistentvolumeclaims', claim('fast')));
    expect(phase(bound)).toBe('Bound');
    expect(view(settle(remove(bound, 'persistentvolumeclaims', 'data'))).list('persistentvolumes')).toEqual([]);
    const waiting = settle(create(create(newCluster(CONFIG, 1, START), 'storage.k8s.io', 'storageclasses', classOf('WaitForFirstConsumer')), '', 'persistentvolumeclaims', claim('fast')));
    expect(phase(waiting)).toBe('Pending');
    const chosen = request(CONFIG, waiting, { verb: 'patch', group: '', resource: 'persistentvolumeclaims', namespace: 'default', name: 'data', patch: { metadata: { annotations: { 'volume.kubernetes.io/selected-node': 'n1' } } }, user: USER }).cluster;
    expect(phase(settle(chosen))).toBe('Bound');
  });

  it('stay while a Pod uses them, and are attached to one node at a time', () => {
    let cluster = create(newCluster(CONFIG, 1, START), 'storage.k8s.io', 'storageclasses', classOf('Immediate'));
    for (const name of ['n1', 'n2']) cluster = create(cluster, '', 'nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name } });
    cluster = settle(create(settle(create(cluster, '', 'persistentvolumeclaims', claim('fast'))), '', 'pods', pod('a', 'n1')));
    const attached = (one: Cluster): (string | undefined)[] => view(one).list('volumeattachments.storage.k8s.io').map(({ spec, status }) => `${spec.nodeName} ${String(status?.attached)}`);
    expect(attached(cluster)).toEqual(['n1 true']);
    expect(phase(settle(remove(cluster, 'persistentvolumeclaims', 'data')))).toBe('Bound');
    const second = settle(create(cluster, '', 'pods', pod('b', 'n2')));
    expect(attached(second)).toEqual(['n1 true']);
    expect(view(second).list('events').map(({ message }) => message)).toContainEqual(expect.stringMatching(/^Multi-Attach error for volume "pvc-.*" Volume is already used by pod\(s\) a$/));
    expect(attached(settle(remove(second, 'pods', 'a')))).toEqual(['n2 true']);
  });

  it('say which Pods they wait for', () => {
    const unplaced = (name: string): object => ({ ...pod(name, ''), spec: { containers: [{ name: 'app', image: 'app:1' }], volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] } });
    let cluster = create(newCluster(CONFIG, 1, START), 'storage.k8s.io', 'storageclasses', classOf('WaitForFirstConsumer'));
    cluster = create(settle(create(cluster, '', 'persistentvolumeclaims', claim('fast'))), '', 'pods', unplaced('a'));
    cluster = runUntil(CONFIG, cluster, START + 20_000_000, 20_000).cluster;
    cluster = runUntil(CONFIG, create(cluster, '', 'pods', unplaced('b')), START + 40_000_000, 20_000).cluster;
    const said = view(cluster).list('events').map(({ message }) => message);
    expect(said).toEqual(['waiting for first consumer to be created before binding', 'waiting for pod a to be scheduled', 'waiting for pods a,b to be scheduled']);
  });
});
