import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byText } from '../../base/ordered-map';
import { ALL_KINDS } from '../../api/kinds/all';
import { createRegistry } from '../../api/registry';
import type { ApiObject, Pod } from '../../api';
import { deliver, request, runUntil } from '../cluster';
import type { Cluster } from '../cluster';
import { anyController } from '../control/controller';
import { externalProvisioner, provisionerRoles } from '../controllers/persistent-volume/provisioner';
import { viewOf } from '../control/view';
import { bootCluster, defaultConfig } from '../default-cluster';

const CONFIG = defaultConfig(createRegistry(ALL_KINDS), [anyController(externalProvisioner('disk.example'))]);
const SECOND = 1_000_000;
const user = { username: 'kubernetes-admin', groups: ['system:masters'] };
const booted = bootCluster(CONFIG, 3, 1_767_225_600_000_000);

const settle = (cluster: Cluster, seconds = 3): Cluster => runUntil(CONFIG, cluster, cluster.clock.now + seconds * SECOND, 100_000).cluster;

function create(cluster: Cluster, group: string, resource: string, body: object): Cluster {
  const object = body as ApiObject;
  const made = request(CONFIG, cluster, { verb: 'create', group, resource, ...(object.metadata.namespace === undefined ? {} : { namespace: 'default' }), body: object, user });
  if ('failure' in made.answer) throw new Error(made.answer.failure.message);
  return made.cluster;
}

/** A node and the Lease of a kubelet that answers for the whole test. */
function node(cluster: Cluster, name: string, cpu: string): Cluster {
  const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady', lastHeartbeatTime: '2026-01-01T00:00:00Z', lastTransitionTime: '2026-01-01T00:00:00Z' };
  const made = create(cluster, '', 'nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name, labels: { 'kubernetes.io/hostname': name, 'topology.kubernetes.io/zone': `z-${name}` } } });
  const status = { capacity: { cpu, memory: '8Gi', pods: '110' }, allocatable: { cpu, memory: '8Gi', pods: '110' }, conditions: [ready] };
  const after = request(CONFIG, made, { verb: 'patch', group: '', resource: 'nodes', name, subresource: 'status', patch: { status }, user });
  const taints = request(CONFIG, settle(after.cluster, 0), { verb: 'patch', group: '', resource: 'nodes', name, patch: { spec: { taints: null } }, user });
  return taints.cluster;
}

const pod = (name: string, cpu: string, spec: object = {}): object => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec: { containers: [{ name: 'app', image: 'app:1', resources: { requests: { cpu } } }], ...spec },
});
const podOf = (cluster: Cluster, name: string): Pod | undefined => viewOf(cluster.server.store.tables).get('pods', 'default', name);
const eventsOf = (cluster: Cluster, name: string) => viewOf(cluster.server.store.tables).list('events', 'default').filter(({ involvedObject }) => involvedObject.name === name);

describe('the scheduler in a cluster', () => {
  const two = node(node(booted, 'a', '4'), 'b', '4');

  it('binds Pods, says so, and gives them the zone of their node', () => {
    const cluster = settle(create(two, '', 'pods', pod('web', '1')));
    const web = podOf(cluster, 'web');
    expect(['a', 'b']).toContain(web?.spec.nodeName);
    expect(web?.status?.conditions).toEqual([{ type: 'PodScheduled', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z', observedGeneration: 1 }]);
    expect(web?.metadata.labels).toEqual({ 'topology.kubernetes.io/zone': `z-${web?.spec.nodeName ?? ''}` });
    expect(eventsOf(cluster, 'web')).toMatchObject([
      { reason: 'Scheduled', message: `Successfully assigned default/web to ${web?.spec.nodeName ?? ''}`, action: 'Binding', reportingComponent: 'default-scheduler', reportingInstance: 'default-scheduler-control-plane' },
    ]);
  });

  it('is not woken by a status that makes no Pod ready to be tried', () => {
    const bound = settle(create(two, '', 'pods', pod('web', '1')));
    const { cluster } = request(CONFIG, bound, { verb: 'patch', group: '', resource: 'pods', namespace: 'default', name: 'web', subresource: 'status', patch: { status: { phase: 'Running' } }, user });
    const queueOf = (one: Cluster | undefined) => byText.get(one?.controllers ?? null, 'default-scheduler')?.queue.waiting;
    expect(queueOf(deliver(CONFIG, cluster, 'default-scheduler'))).toBeNull();
    expect(queueOf(deliver(CONFIG, create(cluster, '', 'pods', pod('next', '1')), 'default-scheduler'))).not.toBeNull();
  });

  it('says why a Pod waits, and takes it when a node has room', () => {
    const waiting = settle(create(two, '', 'pods', pod('big', '6')));
    const message = '0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.';
    expect(podOf(waiting, 'big')?.status?.conditions).toMatchObject([{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }]);
    expect(eventsOf(waiting, 'big')).toMatchObject([{ type: 'Warning', reason: 'FailedScheduling', message, action: 'Scheduling' }]);
    expect(podOf(settle(node(waiting, 'c', '8')), 'big')?.spec.nodeName).toBe('c');
  });

  it('says that there is no node', () => {
    expect(podOf(settle(create(booted, '', 'pods', pod('web', '1'))), 'web')?.status?.conditions).toMatchObject([{ reason: 'Unschedulable', message: 'no nodes available to schedule pods' }]);
  });

  it('makes room for what matters more', () => {
    const classed = create(create(two, 'scheduling.k8s.io', 'priorityclasses', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1000 }), '', 'pods', pod('low-a', '3'));
    const full = settle(create(classed, '', 'pods', pod('low-b', '3')));
    const asked = settle(create(full, '', 'pods', pod('high', '2', { priorityClassName: 'high' })));
    const nominated = podOf(asked, 'high')?.status?.nominatedNodeName ?? '';
    const victim = ['low-a', 'low-b'].find((name) => podOf(asked, name)?.spec.nodeName === nominated) ?? '';
    expect(podOf(asked, victim)?.metadata.deletionTimestamp).toBeDefined();
    expect(podOf(asked, victim)?.status?.conditions?.at(-1)).toMatchObject({ type: 'DisruptionTarget', reason: 'PreemptionByScheduler', message: 'default-scheduler: preempting to accommodate a higher priority pod' });
    expect(eventsOf(asked, victim).at(-1)).toMatchObject({ reason: 'Preempted', message: `Preempted by pod ${podOf(asked, 'high')?.metadata.uid ?? ''} on node ${nominated}` });
    expect(eventsOf(asked, victim).at(-1)).not.toHaveProperty('related');
    const gone = request(CONFIG, asked, { verb: 'delete', group: '', resource: 'pods', namespace: 'default', name: victim, deleteOptions: { gracePeriodSeconds: 0 }, user }).cluster;
    const bound = podOf(settle(gone), 'high');
    expect([bound?.spec.nodeName, bound?.status?.nominatedNodeName]).toEqual([nominated, undefined]);
  });

  it('waits for the volumes of a Pod', () => {
    const storage = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'disk' }, provisioner: 'disk.example', volumeBindingMode: 'WaitForFirstConsumer' };
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'default' }, spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'disk', resources: { requests: { storage: '1Gi' } } } };
    const claimed = create(create(two, 'storage.k8s.io', 'storageclasses', storage), '', 'persistentvolumeclaims', claim);
    const [role, binding] = provisionerRoles();
    const allowed = create(create(claimed, 'rbac.authorization.k8s.io', 'clusterroles', role), 'rbac.authorization.k8s.io', 'clusterrolebindings', binding);
    const cluster = settle(create(allowed, '', 'pods', pod('db', '1', { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] })), 20);
    const db = podOf(cluster, 'db');
    expect(['a', 'b']).toContain(db?.spec.nodeName);
    expect(viewOf(cluster.server.store.tables).get('persistentvolumeclaims', 'default', 'data')).toMatchObject({ status: { phase: 'Bound' }, metadata: { annotations: { 'volume.kubernetes.io/selected-node': db?.spec.nodeName } } });
  });

  it('decides the same again from any moment of its past', () => {
    const step = fc.record({ name: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5'), cpu: fc.constantFrom('1', '2', '3'), verb: fc.constantFrom('create' as const, 'delete' as const), wait: fc.nat(2) });
    const act = (cluster: Cluster, { name, cpu, verb, wait }: { name: string; cpu: string; verb: 'create' | 'delete'; wait: number }): Cluster => {
      const asked = { group: '', resource: 'pods', namespace: 'default', name, user };
      const { cluster: acted } = request(CONFIG, cluster, verb === 'create' ? { ...asked, verb, body: pod(name, cpu) as ApiObject } : { ...asked, verb, deleteOptions: { gracePeriodSeconds: 0 } });
      return settle(acted, wait);
    };
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), fc.nat(7), (steps, at) => {
        const history = [two];
        for (const one of steps) history.push(act(history.at(-1)!, one));
        const from = Math.min(at, steps.length);
        const again = steps.slice(from).reduce(act, history[from]!);
        expect(again.server.store.tables).toEqual(history.at(-1)!.server.store.tables);
        for (const name of ['a', 'b']) {
          const used = viewOf(again.server.store.tables).podsOn(name).reduce((sum, one) => sum + Number(one.spec.containers[0]?.resources?.requests?.['cpu'] ?? 0), 0);
          expect(used).toBeLessThanOrEqual(4);
        }
      }),
      { numRuns: 15 },
    );
  });
});
